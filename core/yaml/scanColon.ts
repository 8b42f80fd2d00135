/** The colon that makes a key of what stands before it, or shows that something before it is wrong. */
import { isBreak } from './characters.ts';
import type { KeyCandidate, Layout } from './layout.ts';
import { styles, tokens, type Token } from './token.ts';

/** Longer keys are none. */
const maxKeyLength = 1024;

export function scanColon(layout: Layout): void {
  const { cursor, key } = layout;
  const isStale = key.lineStart < cursor.lineStart || key.start + maxKeyLength < cursor.at;
  if (key.isPossible && !isStale) {
    layout.markKey(key);
    key.isPossible = false;
    layout.mayBeKey = false;
    layout.pushSign(tokens.value);
    return;
  }
  if (!layout.isInFlow && (isLost(layout, key) || !layout.mayBeKey)) {
    misplacedColon(layout, key);
    return;
  }
  key.isPossible = false;
  const opensMap = layout.opens(cursor.column);
  layout.mayBeKey = !layout.isInFlow;
  layout.pushSign(tokens.value).opensMap = opensMap;
}

/** A key was expected where the text begins that ends at the colon, lines below. */
function isLost({ indent }: Layout, key: KeyCandidate): boolean {
  return key.isPossible && (key.isRequired || indent === -1);
}

/**
 * A colon behind what cannot be a key. Where a text runs on into the line of the colon, it is cut before that line;
 * else the rest of the line is left out.
 */
function misplacedColon(layout: Layout, key: KeyCandidate): void {
  const { cursor } = layout;
  const last = layout.tokens.at(-1);
  const isRunOn = last?.type === tokens.scalar && last.lineStart < cursor.lineStart;
  if (!isRunOn || last.style !== styles.plain) {
    cursor.note('key in a value', cursor.at, cursor.at + 1);
    key.isPossible = false;
    cursor.skipLine();
    return;
  }
  const { text, lineStart } = cursor;
  const wasExpected = isLost(layout, key) || isFirstKey(layout, key, last);
  const cut = wasExpected ? cutToFirstLine(last, text) : cutBefore(last, lineStart, text);
  if (wasExpected) layout.keyWithoutColon(key);
  else cursor.note('line too deep', cursor.firstTextInLine(), cursor.at);
  key.isPossible = false;
  cursor.at = cut;
  cursor.lineStart = cut;
  layout.mayBeKey = true;
}

/** One word alone on its line, or in an item, right above a key of the same column: the first key of a mapping, as it is while it is being typed. */
function isFirstKey({ cursor }: Layout, key: KeyCandidate, { start, lineStart }: Token): boolean {
  const column = cursor.firstTextInLine() - cursor.lineStart;
  if (!key.isPossible || key.start !== start || start - lineStart !== column) return false;
  const { text } = cursor;
  if (/[^\s-]/.test(text.slice(lineStart, start))) return false;
  return /^[\w./-]+[ \t]*\r?\n/.test(text.slice(start, start + maxKeyLength));
}

/** Shortens a text without quotes to its first line; where the next line begins. */
function cutToFirstLine(token: Token, text: string): number {
  let end = token.start;
  while (end < token.end && !isBreak(text.charCodeAt(end))) end++;
  return cutBefore(token, end + (text.startsWith('\r\n', end) ? 2 : 1), text);
}

/** Shortens a text without quotes to what stands before a line. */
function cutBefore(token: Token, lineStart: number, text: string): number {
  const lines = text.slice(token.start, lineStart).trimEnd();
  token.end = token.start + lines.length;
  token.value = lines
    .split(/\r?\n/)
    .map((line) => line.trim())
    .join(' ');
  return lineStart;
}
