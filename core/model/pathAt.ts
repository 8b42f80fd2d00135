import type { Entry, Node, Path } from '../yaml/node.ts';

/** What stands at an offset. */
export interface Found {
  /** From the root to the value under the cursor, or to the value of the key under the cursor. */
  readonly path: Path;
  /** The innermost key and value around the cursor. */
  readonly entry: Entry;
  readonly isKey: boolean;
}

/** The innermost entry whose key or value holds the offset; undefined between entries. */
export function pathAt(root: Node | undefined, offset: number): Found | undefined {
  if (!root) return undefined;
  const path: (string | number)[] = [];
  let found: Found | undefined;
  let node: Node | undefined = root;
  while (node) {
    const next: Node | undefined = step(node, offset, path, (entry, isKey) => {
      found = { path: [...path], entry, isKey };
    });
    node = next;
  }
  return found;
}

function step(
  node: Node,
  offset: number,
  path: (string | number)[],
  found: (entry: Entry, isKey: boolean) => void,
): Node | undefined {
  if (node.type === 'map') {
    const entries = [...node.entries, ...node.duplicates];
    // Where a block ends the next key begins: there the cursor is on the key.
    const begun = entries.find(({ key }) => key.span[0] === offset);
    for (const entry of begun ? [begun] : entries) {
      const onKey = holds(entry.key, offset);
      // Text merged in from an anchor stands elsewhere: the place it was written in is another path.
      if (!onKey && !(entry.value.span[0] > entry.key.span[0] && holds(entry.value, offset)))
        continue;
      path.push(entry.key.source);
      found(entry, onKey);
      return onKey ? undefined : entry.value;
    }
  }
  if (node.type === 'seq') {
    const index = node.items.findLastIndex((item) => holds(item, offset));
    if (index === -1) return undefined;
    path.push(index);
    return node.items[index];
  }
  return undefined;
}

function holds(node: Node, offset: number): boolean {
  return node.span[0] <= offset && offset <= node.span[1];
}
