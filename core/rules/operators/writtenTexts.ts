import type { MapNode, Node, Span } from '../../yaml/node.ts';

/** Deeper than any manifest that somebody wrote. */
const maxDepth = 40;

/**
 * The places of the texts in a value, for what an operator replaces in them: a value that holds a placeholder counts as filled
 * in, and its kind is not asked for. Below the keys `without` nothing is looked at; what several aliases name is given once.
 */
export function writtenTexts(node: Node, without: ReadonlySet<string> = new Set()): Iterable<Span> {
  return textsOf(node, without);
}

/** In the order of the text: what is still to come stands in a list, the next one last. */
function* textsOf(root: Node, without: ReadonlySet<string>): Generator<Span> {
  const seen = new Set<Node>();
  const nodes = [root];
  const depths = [0];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > maxDepth || seen.has(node)) continue;
    seen.add(node);
    if (node.filledIn || node.type === 'scalar') {
      yield node.span;
      continue;
    }
    const below = node.type === 'seq' ? node.items : valuesOf(node, without);
    for (let index = below.length - 1; index >= 0; index--) {
      const each = below[index];
      if (!each) continue;
      nodes.push(each);
      depths.push(depth + 1);
    }
  }
}

function valuesOf({ entries }: MapNode, without: ReadonlySet<string>): Node[] {
  const wanted =
    without.size === 0 ? entries : entries.filter(({ key }) => !without.has(key.source));
  return wanted.map(({ value }) => value);
}
