/** Keys that stand twice in one mapping. The API server refuses them; a reader that keeps one of the two would hide it. */
import { keyName } from './keyName.ts';
import type { Node, Path } from './node.ts';

export interface DoubledKey {
  readonly key: string;
  readonly path: Path;
  /** Of the second one, in the text that was parsed. */
  readonly offset: number;
}

/** The first one at or below a node. */
export function doubledKey(root: Node | undefined): DoubledKey | undefined {
  return doubledKeys(root).next().value ?? undefined;
}

/** All at or below a node, each of which is looked at once. */
export function* doubledKeys(root: Node | undefined): Generator<DoubledKey, void, undefined> {
  const seen = new Set<Node>();
  const path: (string | number)[] = [];
  const below = function* (step: string | number, node: Node): Generator<DoubledKey> {
    path.push(step);
    yield* at(node);
    path.pop();
  };
  const at = function* (node: Node): Generator<DoubledKey> {
    if (node.type === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.type === 'seq') {
      for (const [index, item] of node.items.entries()) yield* below(index, item);
      return;
    }
    for (const { key } of node.duplicates) {
      const name = keyName(key) ?? key.source;
      yield { key: name, path: [...path, name], offset: key.span[0] };
    }
    for (const { key, value } of [...node.entries, ...node.duplicates])
      yield* below(key.source, value);
  };
  if (root) yield* at(root);
}
