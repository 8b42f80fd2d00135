/** What an operator makes of a change: `operatorChanges.ts` has what is known of each. */
import { kindName } from '../../shared/gvk.ts';
import type { Finding } from '../findings/finding.ts';
import type { ManifestObject } from '../model/objects.ts';
import { amount } from '../rules/read.ts';
import { at, get, isTrue, items, text, type Node, type Path } from '../yaml/node.ts';
import { nearestPlace, setAt, shown, type Earlier } from './changes.ts';
import { firstDifference } from './differences.ts';
import { operatorChanges, outcomes, type Change } from './operatorChanges.ts';

export function* operatorFindings(earlier: Earlier, after: ManifestObject): Generator<Finding> {
  const { gvk } = after;
  if (!gvk) return;
  const kind = kindName(gvk);
  for (const change of operatorChanges) {
    if (!change.kinds.includes(kind) || (change.isOfCluster && !earlier.isLive)) continue;
    yield* changesTold(change, { ...earlier, before: earlier.object.node, after: after.node });
  }
}

/** Something as it was, and as it is now. */
export interface Pair extends Omit<Earlier, 'object'> {
  readonly before: Node;
  readonly after: Node;
}

/** Where a change is made. */
export function* changesTold(change: Change, pair: Pair): Generator<Finding> {
  const { where, paths } = change;
  if (where && !where.oneOf.includes(text(at(pair.after, where.path.split('.'))) ?? null)) return;
  for (const path of paths)
    for (const place of placesOf(path.split('.'), pair.before, pair.after)) {
      const found = findingAt(place, change, pair);
      if (found) yield found;
    }
}

/** A field before and now; one of the two may be missing. */
interface Place {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  /** As it is now. */
  readonly path: Path;
}

/** The places that a path leads to; items of lists belong together by the key that is named. */
function* placesOf(
  [step, ...rest]: readonly string[],
  before: Node | undefined,
  after: Node | undefined,
  path: Path = [],
): Generator<Place> {
  if (step === undefined) {
    yield { before, after, path };
    return;
  }
  const [, field = step, key] = /^(\w+)\[(\w+)\]$/.exec(step) ?? [];
  const [old, now] = [before, after].map((node) => node && setAt(node, [field]));
  if (key === undefined) {
    yield* placesOf(rest, old, now, [...path, field]);
    return;
  }
  const byKey = new Map(items(now).map((item, index) => [keyIn(item, key), { item, index }]));
  // A list that is no longer there at all is told by its own path.
  if (!now) return;
  for (const item of items(old)) {
    const name = keyIn(item, key);
    const same = name === undefined ? undefined : byKey.get(name);
    if (name !== undefined)
      yield* placesOf(rest, item, same?.item, [...path, field, ...(same ? [same.index] : [])]);
  }
}

/** Names, and numbers as ids. */
function keyIn(item: Node, key: string): string | undefined {
  const node = get(item, key);
  return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

function findingAt(
  { before, after, path }: Place,
  change: Change,
  earlier: Pair,
): Finding | undefined {
  if (!isChanged({ before, after }, change, earlier)) return undefined;
  const { code, severity } = outcomes[change.outcome];
  const comparing = { hasDefaults: true, isLive: earlier.isLive === true, ...leeway(change) };
  // Beside a secret words are taken out of a message that it may hold: its key is marked.
  const deepest =
    before && after && !change.isSecret
      ? firstDifference(before, after, comparing)?.after
      : undefined;
  const written = before && !change.isSecret ? shown(before) : undefined;
  const was = before?.type === 'scalar' ? (written ?? 'another value') : undefined;
  const has =
    change.when === 'any' || (was === undefined && before !== undefined)
      ? `${earlier.was} has something else here`
      : `${earlier.was} has ${was ?? 'nothing'} here`;
  return {
    code,
    severity,
    span: deepest ? deepest.span : nearestPlace(earlier.after, path),
    message: `${has}: ${change.words}`,
  };
}

function isChanged(
  { before, after }: Pick<Place, 'before' | 'after'>,
  change: Change,
  { isLive = false }: Pick<Earlier, 'isLive'>,
): boolean {
  switch (change.when) {
    case 'shrinks': {
      const [most, now] = [amount(before), amount(after)];
      return most !== undefined && now !== undefined && now < most;
    }
    case 'goes':
      return !isLive && before !== undefined && after === undefined;
    case 'turnsOn':
      return isTrue(after) && !isTrue(before);
    case 'switches':
      return (before === undefined) !== (after === undefined) && !(isLive && !after);
    case 'differs':
    case 'any': {
      const comparing = { hasDefaults: true, isLive, ...leeway(change) };
      return (
        before !== undefined && after !== undefined && !!firstDifference(before, after, comparing)
      );
    }
  }
}

const leeway = ({ mayChange }: Change): { mayChange?: readonly string[] } =>
  mayChange ? { mayChange } : {};
