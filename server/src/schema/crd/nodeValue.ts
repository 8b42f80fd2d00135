/** The value of a node as plain data: what a decoder makes of a document. */
import type { Node } from '../../documents/node.ts';

/** Values at most: aliases make a small document a huge one. */
const maxValues = 500_000;

export function nodeValue(root: Node): unknown {
  let left = maxValues;
  const read = (node: Node): unknown => {
    if (--left < 0) return undefined;
    if (node.type === 'scalar') return node.value;
    if (node.type === 'seq') return node.items.map(read);
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.source, read(value)]));
  };
  return read(root);
}
