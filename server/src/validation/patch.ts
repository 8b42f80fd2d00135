import type { Span } from '../documents/node.ts';

/** Spaces to be inserted at an offset. */
export interface Insertion {
  readonly at: number;
  readonly columns: number;
}

/** A text with spaces inserted, and the way back from its offsets. */
export interface Patch {
  readonly text: string;
  readonly toOriginal: (span: Span) => Span;
}

export const unpatched = (text: string): Patch => ({ text, toOriginal: (span) => span });

/** Inserts on top of an earlier patch. Insertions count in that patch's text, in rising order. */
export function insertSpaces(base: Patch, insertions: readonly Insertion[]): Patch {
  const parts: string[] = [];
  let from = 0;
  for (const { at, columns } of insertions) {
    parts.push(base.text.slice(from, at), ' '.repeat(columns));
    from = at;
  }
  parts.push(base.text.slice(from));
  return {
    text: parts.join(''),
    toOriginal: ([start, end]) => base.toOriginal([back(insertions, start), back(insertions, end)]),
  };
}

function back(insertions: readonly Insertion[], offset: number): number {
  let shift = 0;
  for (const { at, columns } of insertions) {
    if (at + shift >= offset) break;
    shift += Math.min(columns, offset - at - shift);
  }
  return offset - shift;
}
