/** A key that stands twice in one mapping. The API server refuses it; a reader that keeps one of the two would hide it. */
import { keyName } from './keyName.ts';
import type { Node } from './node.ts';

export interface DoubledKey {
  readonly key: string;
  /** Of the second one, in the text that was parsed. */
  readonly offset: number;
}

/** The first one at or below a node, each of which is looked at once. */
export function doubledKey(root: Node | undefined): DoubledKey | undefined {
  const seen = new Set<Node>();
  const find = (node: Node): DoubledKey | undefined => {
    if (node.type === 'scalar' || seen.has(node)) return undefined;
    seen.add(node);
    if (node.type === 'seq') return firstOf(node.items, find);
    const [duplicate] = node.duplicates;
    if (duplicate) {
      const { key } = duplicate;
      return { key: keyName(key) ?? key.source, offset: key.span[0] };
    }
    return firstOf(
      node.entries.map(({ value }) => value),
      find,
    );
  };
  return root && find(root);
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
