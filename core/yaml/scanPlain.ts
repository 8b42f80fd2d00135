/** Texts without quotes, which end where something else begins: a comment, a colon, a line that stands left. */
import { blank, endsWord, isBlank, isBreak, isFlowSign } from './characters.ts';
import type { TextCursor } from './textCursor.ts';

export interface PlainText {
  readonly value: string;
  readonly end: number;
  /** The text goes on behind its first line. */
  readonly hasLines: boolean;
  /** A line break was skipped behind it: a key may begin at the cursor. */
  readonly endsLine: boolean;
}

/** Reads the text that begins at the cursor; the cursor ends at what follows it. `indent` is the column of its parent. */
export function scanPlain(cursor: TextCursor, indent: number, isInFlow: boolean): PlainText {
  const first = cursor.lineStart;
  let value = '';
  let gap = '';
  let end = cursor.at;
  let lastLine = first;
  let endsLine = false;
  for (;;) {
    if (cursor.code() === 0x23 || cursor.isAtMarker()) break;
    const from = cursor.at;
    skipWord(cursor, isInFlow);
    if (cursor.at > from) {
      const word = cursor.text.slice(from, cursor.at);
      value = value === '' ? word : value + gap + word;
      end = cursor.at;
      lastLine = cursor.lineStart;
      endsLine = false;
    }
    const code = cursor.code();
    if (!isBlank(code) && !isBreak(code)) break;
    const found = scanGap(cursor, indent + 1);
    endsLine ||= found.hasBreak;
    gap = found.text;
    if (!isInFlow && cursor.column <= indent) break;
  }
  return { value, end, hasLines: lastLine !== first, endsLine };
}

function skipWord(cursor: TextCursor, isInFlow: boolean): void {
  const { text, length } = cursor;
  let at = cursor.at;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code <= blank || code >= 0x85) {
      if (endsWord(code)) break;
    } else if (code === 0x3a) {
      if (at + 1 >= length || endsWord(text.charCodeAt(at + 1))) break;
    } else if (isInFlow && isFlowSign(code)) break;
  }
  cursor.at = at;
}

interface Gap {
  readonly text: string;
  readonly hasBreak: boolean;
}

/** Blanks and line breaks between two words: a single break is a blank, of more all but the first stay. */
function scanGap(cursor: TextCursor, textColumn: number): Gap {
  const from = cursor.at;
  let first: string | undefined;
  let others = '';
  for (let code = cursor.code(); ; code = cursor.code()) {
    if (isBlank(code)) {
      if (first !== undefined && cursor.isAtTab() && cursor.at - cursor.lineStart < textColumn) {
        cursor.noteLocal('tab', cursor.at, cursor.at + 1);
        cursor.skipBlanks();
      } else cursor.at++;
    } else if (!isBreak(code)) break;
    else if (first === undefined) first = cursor.skipBreak();
    else others += cursor.skipBreak();
  }
  if (first === undefined) return { text: cursor.text.slice(from, cursor.at), hasBreak: false };
  if (first !== '\n') return { text: first + others, hasBreak: true };
  return { text: others === '' ? ' ' : others, hasBreak: true };
}
