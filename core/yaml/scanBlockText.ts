/** Texts below `|` and `>`: where they begin and end, and what they say. */
import { isBlank, isBreak } from './characters.ts';
import type { TextCursor } from './textCursor.ts';

interface Header {
  /** `-` drops the last line break, `+` keeps all of them. */
  readonly chomping: string;
  /** Columns that the text stands deeper than its parent; 0 where the first line tells. */
  readonly deeper: number;
}

export interface BlockText {
  readonly value: string;
  /** Behind its last line and the blank lines that follow. */
  readonly end: number;
}

/** Reads the text whose header begins at the cursor. `indent` is the column of the mapping or list that it stands in. */
export function scanBlockText(cursor: TextCursor, indent: number): BlockText {
  const isLiteral = cursor.code() === 0x7c;
  const start = cursor.at++;
  const { chomping, deeper } = scanHeader(cursor, start);
  const reader = new BlockReader(cursor, indent);
  reader.column = deeper === 0 ? 0 : Math.max(indent, 0) + deeper;
  const value = reader.read(isLiteral, chomping);
  return { value, end: reader.end };
}

function scanHeader(cursor: TextCursor, start: number): Header {
  let chomping = '';
  let deeper = 0;
  for (let left = 2; left > 0; left--) {
    const code = cursor.code();
    if (chomping === '' && (code === 0x2b || code === 0x2d)) chomping = code === 0x2b ? '+' : '-';
    else if (deeper === 0 && code >= 0x30 && code <= 0x39) {
      deeper = code - 0x30;
      if (deeper === 0) cursor.noteLocal('block header', start, cursor.at + 1);
    } else break;
    cursor.at++;
  }
  cursor.skipBlanks();
  cursor.skipComment();
  const rest = cursor.at;
  if (cursor.code() !== 0 && !isBreak(cursor.code())) {
    cursor.skipLine();
    cursor.note('block header', start, rest + 1);
  }
  if (isBreak(cursor.code())) cursor.skipBreak();
  return { chomping, deeper };
}

class BlockReader {
  readonly #cursor: TextCursor;
  readonly #indent: number;
  /** The column of the text; 0 until the first line shows it. */
  column = 0;
  end: number;
  /** Line breaks of the blank lines that were skipped last. */
  #blankLines = '';

  constructor(cursor: TextCursor, indent: number) {
    this.#cursor = cursor;
    this.#indent = indent;
    this.end = cursor.at;
  }

  read(isLiteral: boolean, chomping: string): string {
    const cursor = this.#cursor;
    this.#skipBlankLines();
    let value = '';
    let lineBreak = '';
    let wasIndented = false;
    while (cursor.column === this.column && cursor.code() !== 0) {
      const isIndented = isBlank(cursor.code());
      // A single break between two lines of a folded text is a blank.
      if (!isLiteral && !wasIndented && !isIndented && lineBreak === '\n') {
        if (this.#blankLines === '') value += ' ';
      } else value += lineBreak;
      value += this.#blankLines;
      wasIndented = isIndented;
      const from = cursor.at;
      cursor.skipLine();
      value += cursor.text.slice(from, cursor.at);
      lineBreak = cursor.code() === 0 ? '' : cursor.skipBreak();
      this.#skipBlankLines();
    }
    if (chomping !== '-') value += lineBreak;
    if (chomping === '+') value += this.#blankLines;
    return value;
  }

  /** To the next line that holds text, and in it to the column of the text. */
  #skipBlankLines(): void {
    const cursor = this.#cursor;
    this.#blankLines = '';
    this.end = cursor.at;
    let deepest = 0;
    for (;;) {
      while ((this.column === 0 || cursor.column < this.column) && cursor.code() === 0x20) {
        cursor.at++;
      }
      deepest = Math.max(deepest, cursor.column);
      if ((this.column === 0 || cursor.column < this.column) && cursor.isAtTab()) {
        cursor.note('block tab', cursor.at, cursor.at + 1);
        cursor.skipBlanks();
        // Read on as if the text stood here.
        if (!isBreak(cursor.code())) this.column = cursor.column;
      }
      if (!isBreak(cursor.code())) break;
      this.#blankLines += cursor.skipBreak();
      this.end = cursor.at;
    }
    if (this.column === 0) this.column = Math.max(deepest, this.#indent + 1, 1);
  }
}
