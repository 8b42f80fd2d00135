/** The keys of one chart's values as the version that is meant has them: what is there, since when, and where it went. */
import type { ElsewhereKey, KeyVersions } from '../../schema/schema.ts';
import {
  keysOfPath,
  type HistoryFile,
  type HistoryKey,
  type HistoryKeys,
  type Move,
} from './historyFile.ts';
import { VersionsMeant } from './versionsMeant.ts';
import { own } from '../../../shared/own.ts';

export class ChartHistory {
  readonly meant: VersionsMeant;
  readonly keys: HistoryKeys;
  /** The version that is meant is the one that our own words are about: all that they name is there. */
  readonly isDescribed: boolean;
  /** By path with dots: the keys that went there, where the version that is meant has them still. */
  #origins: ReadonlyMap<string, readonly string[]> | undefined;

  /** `described`: the version that our own words are about. */
  constructor(file: HistoryFile, wanted: string | undefined, described: string) {
    this.meant = new VersionsMeant(file.versions.split(' '), wanted, described);
    this.keys = file.keys;
    this.isDescribed = wanted === described;
  }

  /** Whether the version that is meant has the key. */
  has(key: HistoryKey): boolean {
    return this.meant.has(key);
  }

  /**
   * Whether the chart hands on what stands there as it is, to a program or to a dependency: any key may stand there and below,
   * whatever the defaults show. Where something is known of each key, the chart goes through them instead.
   */
  handsOn({ open, keys }: HistoryKey): boolean {
    const others = own(keys, '*');
    return open ?? (others !== undefined && others.keys === undefined && this.has(others));
  }

  /** Undefined where all versions have it, and nothing is known of where it goes. */
  versionsOf(key: HistoryKey): KeyVersions | undefined {
    const { from = 0, to = Infinity } = key;
    const { versions, at } = this.meant;
    const since = from > 0 ? versions[from] : undefined;
    const until = to < from ? undefined : versions[to];
    const isOver = until !== undefined;
    const move = key.moved?.findLast(({ since: moved = 0 }) => isOver || moved <= at);
    if (since === undefined && until === undefined && !move) return undefined;
    const movedSince = move?.since === undefined ? undefined : versions[move.since];
    return {
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(move && { moved: move.to }),
      ...(movedSince !== undefined && { movedSince }),
    };
  }

  /** What is known of a key that the version has not; undefined where that is nothing worth saying. */
  elsewhere(key: HistoryKey, path: readonly string[]): ElsewhereKey | undefined {
    const { meant } = this;
    const { from = 0, to = Infinity } = key;
    const moves = (key.moved ?? []).filter(({ since = 0 }) => since <= meant.at);
    // It went before: to where it is now, through however many places.
    const isGone = meant.at > to;
    const move = isGone
      ? moves.findLast(({ to }) => to.every((each) => this.#isHere(each)))
      : undefined;
    if (to < from && !move) return undefined;
    const { moved: _, movedSince: _since, ...span } = this.versionsOf(key) ?? {};
    const since = move?.since ?? (move && to >= from && Number.isFinite(to) ? to + 1 : undefined);
    const movedSince = since === undefined ? undefined : meant.versions[since];
    const here = move ? this.#wholeOf(key, move) : meant.at < from ? this.#origin(path) : undefined;
    return {
      ...span,
      when: meant.at < from ? 'later' : meant.at > to ? 'before' : 'both',
      ...(move && { moved: move.to }),
      ...(movedSince !== undefined && { movedSince }),
      ...(here && { here }),
    };
  }

  #isHere(path: string): boolean {
    return this.#keysTo(keysOfPath(path)) !== undefined;
  }

  /** The key at a path, where the version that is meant has it and all above it. */
  #keysTo(names: readonly string[]): HistoryKey | undefined {
    let key: HistoryKey = { keys: this.keys };
    let isHandedOn = false;
    for (const name of names) {
      const others = own(key.keys, '*');
      isHandedOn ||= this.handsOn(key);
      const isFree = isHandedOn || (others !== undefined && this.has(others));
      const next = own(key.keys, name) ?? (isFree ? { ...others, open: true } : undefined);
      if (!next || (name !== '[]' && !this.has(next))) return undefined;
      key = next;
    }
    return key;
  }

  /** The only place that a value went to as it is: the same type, and of a mapping all keys. */
  #wholeOf(key: HistoryKey, { to }: Move): readonly string[] | undefined {
    const [path, ...more] = to;
    if (path === undefined || more.length > 0) return undefined;
    const names = keysOfPath(path);
    const target = names.includes('[]') || names.includes('*') ? undefined : this.#keysTo(names);
    return target && isTaken(key, target) ? names : undefined;
  }

  /** Where the version that is meant has what later stands at the path. */
  #origin(path: readonly string[]): readonly string[] | undefined {
    this.#origins ??= this.#allOrigins();
    return this.#origins.get(path.join('.'));
  }

  #allOrigins(): ReadonlyMap<string, readonly string[]> {
    const origins = new Map<string, readonly string[]>();
    const note = (keys: HistoryKeys, above: readonly string[]): void => {
      for (const [name, key] of Object.entries(keys)) {
        if (name === '*' || name === '[]' || !this.has(key)) continue;
        const path = [...above, name];
        const [move] = key.moved ?? [];
        const [to, ...more] = move?.to ?? [];
        if (to !== undefined && more.length === 0) origins.set(keysOfPath(to).join('.'), path);
        note(key.keys ?? {}, path);
      }
    };
    note(this.keys, []);
    return origins;
  }
}

/** Whether all that stands under one key is read under the other. */
function isTaken(from: HistoryKey, to: HistoryKey): boolean {
  if (from.type !== to.type) return false;
  if (to.open || !from.keys || to.keys?.['*']) return true;
  return Object.entries(from.keys).every(([name, key]) => {
    const target = own(to.keys, name);
    return target !== undefined && (key.keys === undefined || isTaken(key, target));
  });
}
