/** Names that an object declares in one of its fields for the use of others: what a path such as `templates[].name` leads to. */
import { entries, get, items, text, type Node, type ScalarNode } from './node.ts';

export interface DeclaredNames {
  /** The first place of each name. */
  readonly byName: ReadonlyMap<string, ScalarNode>;
  /** A name is filled in later, or an item is not read: there may be others. */
  readonly hasOthers: boolean;
}

const none: DeclaredNames = { byName: new Map(), hasOthers: false };

/**
 * From `holders`, the values that a name stands in from the inside outwards: those that the first of them declares where a path
 * leads to names. A path has fields with points between; `[]` stands for all items of a list, `{}` for the
 * keys of a mapping, `**` for any depth.
 */
export function declaredNames(holders: Iterable<Node>, paths: readonly string[]): DeclaredNames {
  for (const holder of holders) {
    const found = namesIn(holder, paths);
    if (found.byName.size > 0 || found.hasOthers) return found;
  }
  return none;
}

/** Trees are never changed, and every task of a large graph asks the same. */
const known = new WeakMap<Node, Map<string, DeclaredNames>>();

function namesIn(holder: Node, paths: readonly string[]): DeclaredNames {
  const ofHolder = known.get(holder) ?? new Map<string, DeclaredNames>();
  known.set(holder, ofHolder);
  const key = paths.join(' ');
  const found = ofHolder.get(key) ?? collect(holder, paths);
  ofHolder.set(key, found);
  return found;
}

function collect(holder: Node, paths: readonly string[]): DeclaredNames {
  const byName = new Map<string, ScalarNode>();
  let hasOthers = false;
  for (const path of paths)
    for (const node of nodesAt(holder, path.split('.'))) {
      const name = node.type === 'scalar' && !node.filledIn ? text(node) : undefined;
      if (node.type !== 'scalar' || name === undefined || /[{$]/.test(name)) hasOthers = true;
      else if (!byName.has(name)) byName.set(name, node);
    }
  return { byName, hasOthers };
}

/** Values that a path leads to; an item that has not the form of the path stands for itself, as nobody knows what it becomes. */
export function* nodesAt(node: Node, [step, ...rest]: readonly string[]): Generator<Node> {
  if (step === undefined) yield node;
  else if (step === '**') yield* anywhere(node, rest);
  else if (step.endsWith('[]')) {
    const list = get(node, step.slice(0, -2));
    if (list?.filledIn) yield list;
    for (const item of items(list))
      if (item.filledIn) yield item;
      else yield* nodesAt(item, rest);
  } else if (step === '{}') {
    for (const { key } of entries(node)) yield key;
  } else {
    const next = get(node, step);
    if (next) yield* nodesAt(next, rest);
  }
}

/** Deeper than any manifest that somebody wrote. */
const maxDepth = 40;

function* anywhere(node: Node, rest: readonly string[], depth = 0): Generator<Node> {
  if (depth > maxDepth || node.filledIn) return;
  yield* nodesAt(node, rest);
  const inner =
    node.type === 'map'
      ? node.entries.map(({ value }) => value)
      : node.type === 'seq'
        ? node.items
        : [];
  for (const each of inner) yield* anywhere(each, rest, depth + 1);
}
