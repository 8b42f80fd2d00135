/** Where the characters of a text stand in the manifest, where they stand there as they are. */
import type { ScalarNode, Span } from '../yaml/node.ts';

/** Whole lines of a literal block, or a text on one line without escapes; undefined for others. */
export function textSpan(
  text: string,
  { span, source, isPlain, value }: ScalarNode,
): Span | undefined {
  const [start, end] = span;
  const sign = text[start];
  if (sign === '|' && !isPlain) {
    const newline = text.indexOf('\n', start);
    return newline === -1 || newline >= end ? undefined : [newline + 1, end];
  }
  if (typeof value !== 'string' || value !== source) return undefined;
  const from = isPlain ? start : start + 1;
  return text.slice(from, from + source.length) === source
    ? [from, from + source.length]
    : undefined;
}
