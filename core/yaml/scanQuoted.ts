/** Texts in quotes: their end, and what they say once escapes are read and lines are folded. */
import { own } from '../../shared/own.ts';
import {
  blank,
  carriageReturn,
  endsWord,
  hexValue,
  isBlank,
  isBreak,
  isFlowSign,
  newline,
} from './characters.ts';
import type { TextCursor } from './textCursor.ts';

export interface QuotedOptions {
  /** Inside of `[ ]` or `{ }`. */
  readonly isInFlow: boolean;
  /** JSON has escapes that YAML 1.1 has not. */
  readonly isJson: boolean;
  /** Read the text to the end of its first line only, as its end is not where it seems. */
  readonly isCut: boolean;
}

/** Reads the text whose opening quote stands at the cursor; the cursor ends behind the closing one. */
export function scanQuoted(cursor: TextCursor, options: QuotedOptions): string {
  const quote = cursor.code();
  const start = cursor.at++;
  const firstLine = cursor.lineStart;
  let value = '';
  let from = cursor.at;
  for (;;) {
    const code = cursor.code();
    if (code === quote) {
      if (quote === 0x22 || cursor.code(1) !== quote) {
        value += cursor.text.slice(from, cursor.at++);
        return value;
      }
      value += cursor.text.slice(from, ++cursor.at);
      from = ++cursor.at;
    } else if (code === 0x5c && quote === 0x22) {
      value += cursor.text.slice(from, cursor.at) + scanEscape(cursor, options.isJson);
      if (cursor.isAtMarker()) break;
      from = cursor.at;
    } else if (endsWord(code)) {
      if (code === 0 || cursor.isAtMarker()) break;
      value += cursor.text.slice(from, cursor.at);
      if (options.isCut && isBreak(code)) break;
      const gap = scanGap(cursor, false);
      if (cursor.isAtMarker()) break;
      value += gap;
      from = cursor.at;
    } else skipLetters(cursor, quote);
  }
  cursor.note('open quote', start, start + 1);
  return cutText(cursor, { start, firstLine, isInFlow: options.isInFlow });
}

/** Over what is nothing but text: at least one character, to the next one that may be more. */
function skipLetters(cursor: TextCursor, quote: number): void {
  const { text, length } = cursor;
  let at = cursor.at + 1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code <= blank || code === quote || code === 0x5c || code >= 0x85) break;
  }
  cursor.at = at;
}

/**
 * Blanks and line breaks between two words: blanks stay, a single break is a blank, more of them stay but for the first.
 * `isJoined` where an escaped line break stands before, which joins the lines.
 */
function scanGap(cursor: TextCursor, isJoined: boolean): string {
  const from = cursor.at;
  let first = '';
  let others = '';
  let isNewLine = isJoined;
  for (let code = cursor.code(); ; code = cursor.code()) {
    if (isBlank(code)) cursor.at++;
    else if (!isBreak(code)) break;
    else if (isNewLine) others += cursor.skipBreak();
    else {
      first = cursor.skipBreak();
      isNewLine = true;
    }
  }
  if (!isNewLine) return cursor.text.slice(from, cursor.at);
  if (first !== '\n') return first + others;
  return others === '' ? ' ' : others;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const digitsOf: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function scanEscape(cursor: TextCursor, isJson: boolean): string {
  const start = cursor.at;
  const code = cursor.code(1);
  if (isBreak(code)) {
    cursor.at++;
    cursor.skipBreak();
    return scanGap(cursor, true);
  }
  const sign = cursor.text[start + 1] ?? '';
  cursor.at += code === 0 ? 1 : 2;
  const simple = own(simpleEscapes, sign);
  if (simple !== undefined) return simple;
  if (sign === '/' && isJson) return '/';
  const digits = own(digitsOf, sign) ?? 0;
  if (digits === 0) {
    cursor.noteLocal('escape', start, cursor.at);
    return sign;
  }
  return scanCodePoint(cursor, start, digits, isJson);
}

function scanCodePoint(cursor: TextCursor, start: number, digits: number, isJson: boolean): string {
  let value = 0;
  for (let left = digits; left > 0; left--) {
    const digit = hexValue(cursor.code());
    if (digit === -1) {
      cursor.noteLocal('escape', start, cursor.at);
      return '';
    }
    value = value * 16 + digit;
    cursor.at++;
  }
  const isSurrogate = value >= 0xd800 && value <= 0xdfff;
  if (isSurrogate && isJson) return String.fromCharCode(value);
  if (!isSurrogate && value <= 0x10ffff) return String.fromCodePoint(value);
  cursor.noteLocal(isSurrogate ? 'escape of a surrogate' : 'escape', start, cursor.at);
  return '';
}

interface Cut {
  readonly start: number;
  readonly firstLine: number;
  readonly isInFlow: boolean;
}

/** A text without a closing quote ends with its first line, inside of brackets before the next sign of those. */
function cutText(cursor: TextCursor, { start, firstLine, isInFlow }: Cut): string {
  cursor.at = start + 1;
  cursor.lineStart = firstLine;
  for (let code = cursor.code(); code !== 0; code = cursor.code()) {
    if (code === newline || code === carriageReturn || isBreak(code)) break;
    if (isInFlow && isFlowSign(code) && code !== 0x3f) break;
    cursor.at++;
  }
  return cursor.text.slice(start + 1, cursor.at);
}
