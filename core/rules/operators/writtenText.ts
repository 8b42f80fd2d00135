import type { Node } from '../../yaml/node.ts';

export interface WrittenText {
  readonly text: string;
  /** Where it begins in the document. */
  readonly start: number;
}

/**
 * A text of another language as it stands, each sign at its place: lines of a block with their blanks before them, which that
 * language passes over. Undefined where a sign is written as several.
 */
export function writtenText(node: Node, all: string): WrittenText | undefined {
  // Who asks of a value that is filled in what it is makes the report depend on it.
  if (!node.filledIn && node.type !== 'scalar') return undefined;
  const [start, end] = node.span;
  const raw = all.slice(start, end);
  const [first] = raw;
  if (first === '"')
    return raw.includes('\\') ? undefined : { text: raw.slice(1, -1), start: start + 1 };
  if (first === "'") return { text: raw.slice(1, -1).replaceAll("''", " '"), start: start + 1 };
  if (first !== '|' && first !== '>') return { text: raw, start };
  const line = raw.indexOf('\n');
  return line < 0 ? undefined : { text: raw.slice(line), start: start + line };
}
