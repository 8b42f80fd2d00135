/** Lines of a text, found by a search for their ends: no expression over many lines, whose time could grow with the square. */

export interface Line {
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character, before the line break. */
  readonly end: number;
}

/** The lines from `offset` on, one after the other; they end with `\n`, `\r\n` or `\r`, as in LSP and YAML. */
export function* linesOf(text: string, offset = 0): Generator<Line> {
  const breaks = /\r\n?|\n/g;
  breaks.lastIndex = offset;
  let start = offset;
  for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
    yield { start, end: found.index };
    start = breaks.lastIndex;
  }
  yield { start, end: text.length };
}

/** The text, as long as before, with `\n` where a carriage return alone ends a line. */
export function withoutOldBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** The break that ends the first line of a text; `\n` where it has no other line. */
export function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

/** The text with `lineBreak` behind every line. */
export function withLineBreak(text: string, lineBreak: string): string {
  return text.replace(/\r\n?|\n/g, lineBreak);
}

/** Whether a line holds nothing that YAML reads: blanks, and perhaps a comment. */
export function isBlankOrComment(line: string): boolean {
  return /^[ \t]*(?:#|$)/.test(line);
}

/** A line without its comment, which begins at the line's beginning or behind a blank. */
export function withoutComment(line: string): string {
  const at = line.search(/(?:^|[ \t])#/);
  return at === -1 ? line : line.slice(0, at);
}
