import type { Span } from '../yaml/node.ts';

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
  const gaps: Gap[] = [];
  let from = 0;
  let shift = 0;
  for (const { at, columns } of insertions) {
    parts.push(base.text.slice(from, at), ' '.repeat(columns));
    gaps.push({ start: at + shift, end: at + shift + columns, shift: shift + columns });
    shift += columns;
    from = at;
  }
  parts.push(base.text.slice(from));
  return {
    text: parts.join(''),
    toOriginal: ([start, end]) => base.toOriginal([back(gaps, start), back(gaps, end)]),
  };
}

/** Spaces that were put in, in the new text. */
interface Gap {
  readonly start: number;
  readonly end: number;
  /** How far all behind it has moved. */
  readonly shift: number;
}

/** The offset before the insertions: within one of them, the place where it was made. */
function back(gaps: readonly Gap[], offset: number): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const gap = gaps[low - 1];
  if (!gap) return offset;
  return offset - gap.shift + Math.max(0, gap.end - offset);
}
