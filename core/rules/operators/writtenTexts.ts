import type { Node, Span } from '../../yaml/node.ts';

/** Deeper than any manifest that somebody wrote. */
const maxDepth = 40;

/**
 * The places of the texts in a value, for what an operator replaces in them: a value that holds a placeholder counts as filled
 * in, and its kind is not asked for. Below the keys `without` nothing is looked at; what several aliases name is given once.
 */
export function writtenTexts(node: Node, without: ReadonlySet<string> = new Set()): Iterable<Span> {
  return textsOf(node, { without, seen: new Set() }, 0);
}

interface Search {
  readonly without: ReadonlySet<string>;
  readonly seen: Set<Node>;
}

function* textsOf(node: Node, search: Search, depth: number): Generator<Span> {
  if (depth > maxDepth || search.seen.has(node)) return;
  search.seen.add(node);
  if (node.filledIn || node.type === 'scalar') yield node.span;
  else if (node.type === 'seq')
    for (const item of node.items) yield* textsOf(item, search, depth + 1);
  else
    for (const { key, value } of node.entries)
      if (!search.without.has(key.source)) yield* textsOf(value, search, depth + 1);
}
