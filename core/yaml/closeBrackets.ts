/** Brackets that were meant to be closed before a line that looks like a key or an item of what they stand in. */
import type { Layout } from './layout.ts';
import type { TextCursor } from './textCursor.ts';
import { tokens } from './token.ts';

/** Closes all that are open, if the cursor stands at such a line, and notes the innermost. */
export function closeBrackets(layout: Layout): void {
  const { cursor, brackets } = layout;
  if (!layout.isInFlow || cursor.column > layout.indent || cursor.code() === 0) return;
  if (cursor.firstTextInLine() !== cursor.at || !looksLikeBlock(cursor)) return;
  const innermost = brackets.at(-1);
  if (innermost) cursor.note('open bracket', innermost.start, innermost.end);
  while (brackets.length > 0) {
    layout.key.isPossible = false;
    const isMap = brackets.pop()?.type === tokens.flowMapStart;
    layout.push(isMap ? tokens.flowMapEnd : tokens.flowSeqEnd, cursor.at, cursor.at);
  }
  layout.key.isPossible = false;
  layout.mayBeKey = true;
}

function looksLikeBlock({ text, at }: TextCursor): boolean {
  return /^(?:- |["']?[A-Za-z][\w./-]{0,200}["']?:(?:[ \r\n]|$))/.test(text.slice(at, at + 210));
}
