import type { Node, Span } from '../../yaml/node.ts';

/** Deeper than any manifest that somebody wrote. */
const maxDepth = 40;

/**
 * The places of the texts in a value, for what an operator replaces in them: a value that holds a placeholder counts as filled
 * in, and its kind is not asked for. Below the keys `without` nothing is looked at.
 */
export function* writtenTexts(
  node: Node,
  without: ReadonlySet<string> = new Set(),
  depth = 0,
): Generator<Span> {
  if (depth > maxDepth) return;
  if (node.filledIn || node.type === 'scalar') yield node.span;
  else if (node.type === 'seq')
    for (const item of node.items) yield* writtenTexts(item, without, depth + 1);
  else
    for (const { key, value } of node.entries)
      if (!without.has(key.source)) yield* writtenTexts(value, without, depth + 1);
}
