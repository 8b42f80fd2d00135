/** The value of a node as plain data: what a decoder makes of a document. */
import type { Node } from '../../yaml/node.ts';

/** An alias yields the very value that it names: copies would make a huge one of a small document. */
export function nodeValue(root: Node): unknown {
  const known = new Map<Node, unknown>();
  const read = (node: Node): unknown => {
    if (node.type === 'scalar') return node.value;
    if (known.has(node)) return known.get(node);
    const value =
      node.type === 'seq'
        ? node.items.map(read)
        : Object.fromEntries(node.entries.map(({ key, value }) => [key.source, read(value)]));
    known.set(node, value);
    return value;
  };
  return read(root);
}
