/** Which of a chart's released versions somebody means: a version, a range as Helm reads them, or nothing said. */
import { compareVersions, isInRange, namesPreRelease, parseVersion } from '../version.ts';
import type { HistoryKey } from './historyFile.ts';

/**
 * `version`: one that is known, or lies between two that are. `range`: any of several. `unsaid`: nobody says which.
 * `newer`, `older`: beyond what is known, so a key that is not known may be there.
 */
export type Standing = 'version' | 'range' | 'unsaid' | 'newer' | 'older';

export class VersionsMeant {
  readonly standing: Standing;
  /** All released versions, oldest first. */
  readonly versions: readonly string[];
  /** Indexes of those that are meant, or stand in for them. */
  readonly #meant: readonly number[];

  constructor(versions: readonly string[], wanted: string | undefined, described: string) {
    this.versions = versions;
    [this.standing, this.#meant] = meantBy(versions, wanted, described);
  }

  /** The version that counts where there can be only one. */
  get at(): number {
    return this.#meant.at(-1) ?? this.versions.length - 1;
  }

  /** Whether some version that is meant has the key. */
  has(key: HistoryKey): boolean {
    return this.#meant.some((index) => hasAt(key, index));
  }
}

export function hasAt({ from = 0, to = Infinity, gaps = [] }: HistoryKey, index: number): boolean {
  if (index < from || index > to) return false;
  return !gaps.some(([first, last]) => first <= index && index <= last);
}

function meantBy(
  versions: readonly string[],
  wanted: string | undefined,
  described: string,
): [Standing, readonly number[]] {
  const newest = versions.length - 1;
  const text = wanted?.trim() ?? '';
  // A branch, or what is filled in elsewhere, says no version.
  if (!/\d/.test(text) || /[${}()]/.test(text)) return ['unsaid', [newest]];
  const named = versions.indexOf(text.replace(/^v(?=\d)/, '').split('+', 1)[0] ?? '');
  if (named !== -1) return ['version', [named]];
  if (text === described) return ['version', [newest]];
  const isWhole = /^v?\d+\.\d+\.\d+/.test(text);
  const version = isWhole ? parseVersion(text) : undefined;
  return version ? besideKnown(versions, version, described) : inRange(versions, text);
}

/** Of a version that is not in the list. */
function besideKnown(
  versions: readonly string[],
  version: NonNullable<ReturnType<typeof parseVersion>>,
  described: string,
): [Standing, readonly number[]] {
  const order = (other: string | undefined): number => {
    const parsed = parseVersion(other ?? '');
    return parsed ? compareVersions(parsed, version) : NaN;
  };
  // What has no number after the last one that has, such as a copy of a branch, may be older or newer.
  const numbered = versions.findLastIndex((other) => !Number.isNaN(order(other)));
  if (numbered === -1 || order(versions[numbered]) < 0) {
    const isDescribed = order(described) >= 0;
    const last = [...versions.keys()].slice(Math.max(numbered, 0));
    return [isDescribed ? 'version' : 'newer', last];
  }
  const below = versions.findLastIndex((other) => order(other) <= 0);
  const above = versions.findIndex((other) => order(other) >= 0);
  if (below === -1) return ['older', [0]];
  return ['version', above === -1 || above < below ? [below] : [below, above]];
}

/** Helm takes a pre-release only where the range speaks of one. */
function inRange(versions: readonly string[], range: string): [Standing, readonly number[]] {
  const withPreReleases = namesPreRelease(range);
  const fitting = [...versions.entries()].flatMap(([index, name]) => {
    const version = parseVersion(name);
    const isIn = version && (withPreReleases || version[3] === '') && isInRange(version, range);
    return isIn ? [index] : [];
  });
  // What no known version fits is beyond them, or no range at all.
  return fitting.length > 0 ? ['range', fitting] : ['newer', [versions.length - 1]];
}
