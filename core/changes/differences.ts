/** What two values surely differ in, although a server fills in what nobody sets. */
import { parseQuantity } from '../formats/quantity.ts';
import { mayHoldPlaceholder } from '../placeholders/placeholdersIn.ts';
import { valueOf } from '../yaml/nodeValue.ts';
import { entries, get, items, type Node } from '../yaml/node.ts';

/** A part of a value that is another one now; one of the two may be missing. */
export interface Difference {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
}

export interface Comparing {
  /** A scalar that is written on one side only may be what the server fills in on the other. */
  readonly hasDefaults?: boolean;
  /** Keys below that may have other values. */
  readonly mayChange?: readonly string[];
  /** The value before is a server's: what only it has is filled in, also in lists that are longer there. */
  readonly isLive?: boolean;
}

/** The first part in which the values surely differ; undefined where they may come to the same. */
export function firstDifference(
  before: Node,
  after: Node,
  comparing: Comparing,
): Difference | undefined {
  if (before.type !== after.type) return isNothing(before, after) ? undefined : { before, after };
  if (before.type === 'scalar') return isSame(before, after) ? undefined : { before, after };
  return before.type === 'map'
    ? ofMaps(before, after, comparing)
    : ofLists(before, after, comparing);
}

function ofMaps(before: Node, after: Node, comparing: Comparing): Difference | undefined {
  const { hasDefaults = false, isLive = false, mayChange = [] } = comparing;
  const isTold = (node: Node): boolean =>
    !hasDefaults || (!isNothing(node) && node.type !== 'scalar');
  for (const { key, value } of entries(after)) {
    if (mayChange.includes(key.source)) continue;
    const old = get(before, key.source);
    if (!old && isTold(value)) return { before: undefined, after: value };
    const found = old && firstDifference(old, value, comparing);
    if (found) return found;
  }
  if (isLive) return undefined;
  for (const { key, value } of entries(before))
    if (!mayChange.includes(key.source) && !get(after, key.source) && isTold(value))
      return { before: value, after: undefined };
  return undefined;
}

/** The order of a list counts, and so does how long it is. */
function ofLists(before: Node, after: Node, comparing: Comparing): Difference | undefined {
  const [old, now] = [items(before), items(after)];
  if (comparing.isLive && old.length > now.length) return undefined;
  if (old.length !== now.length) return { before, after };
  for (const [index, item] of now.entries()) {
    const found = old[index] && firstDifference(old[index], item, comparing);
    if (found) return found;
  }
  return undefined;
}

/** Null and an empty mapping or list: nothing is said. */
function isNothing(...nodes: readonly Node[]): boolean {
  return nodes.every((node) =>
    node.type === 'scalar' ? node.value === null : entries(node).length + items(node).length === 0,
  );
}

function isSame(before: Node, after: Node): boolean {
  const [one, other] = [before, after].map((node) => valueOf(node, { isExact: true }));
  // Another tool fills them in, each time perhaps in another way.
  if ([one, other].some((each) => typeof each === 'string' && mayHoldPlaceholder(each)))
    return true;
  if (one === other) return true;
  const [amount, otherAmount] = [quantityOf(one), quantityOf(other)];
  return amount !== undefined && amount === otherAmount;
}

function quantityOf(value: unknown): bigint | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined;
}
