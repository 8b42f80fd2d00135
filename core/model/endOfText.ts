import type { ManifestDocument } from './manifestDocument.ts';
import type { Span } from '../yaml/node.ts';

/**
 * The end of a value without the blanks behind it: a block value's span reaches into the lines after it. Values that
 * end together share the search, as nested ones do.
 */
export function endOfText(document: ManifestDocument, [start, end]: Span): number {
  if (end <= start) return start;
  const known = document.memo(endsMemo, () => new Map<number, number>());
  let last = known.get(end);
  if (last === undefined) {
    last = document.text.slice(0, end).trimEnd().length;
    known.set(end, last);
  }
  return Math.max(start, last);
}

const endsMemo = Symbol('ends of values');
