/** Anchors, aliases and tags. What only looks like one of them is read as if it were in quotes. */
import { endsWord, isNameSign } from './characters.ts';
import type { Layout } from './layout.ts';
import { tokens } from './token.ts';

/** An anchor or an alias; `scanPlain` reads what is neither. */
export function scanName(
  layout: Layout,
  type: typeof tokens.alias | typeof tokens.anchor,
  scanPlain: () => void,
): void {
  const { cursor } = layout;
  const { text, length } = cursor;
  let end = cursor.at + 1;
  while (isNameSign(text.charCodeAt(end))) end++;
  const code = end < length ? text.charCodeAt(end) : 0;
  if (end > cursor.at + 1 && (endsWord(code) || behindName.has(code))) {
    layout.expectKey();
    layout.mayBeKey = false;
    layout.push(type, cursor.at, end, text.slice(cursor.at + 1, end));
    cursor.at = end;
    return;
  }
  const start = backToFirst(layout);
  scanPlain();
  const kind = type === tokens.alias ? 'alias name' : 'anchor name';
  cursor.noteLocal(kind, start, layout.tokens.at(-1)?.end ?? start + 1);
}

/** In `*5 * * * *` the first of them was no alias either: back to it. */
function backToFirst(layout: Layout): number {
  const { cursor, key } = layout;
  const before = layout.tokens.at(-1);
  if (before?.type !== tokens.alias || before.lineStart !== cursor.lineStart) return cursor.at;
  layout.tokens.pop();
  cursor.at = before.start;
  layout.mayBeKey = key.isPossible && key.token === layout.tokens.length;
  key.isPossible &&= !layout.mayBeKey;
  return before.start;
}

export function scanTag(layout: Layout): void {
  layout.expectKey();
  layout.mayBeKey = false;
  const { cursor } = layout;
  const start = cursor.at;
  const found = tagAt.exec(cursor.text.slice(start, start + maxTagLength))?.[0] ?? '';
  cursor.at += found.length;
  if (found === '' || !endsWord(cursor.code())) {
    while (!endsWord(cursor.code())) cursor.at++;
    cursor.noteLocal('tag', start, cursor.at);
  }
  layout.push(tokens.tag, start, cursor.at, cursor.text.slice(start, cursor.at));
}

/** What may follow the name of an anchor or alias: `? : , ] } % @` and a backtick. */
const behindName = new Set([0x3f, 0x3a, 0x2c, 0x5d, 0x7d, 0x25, 0x40, 0x60]);

const uriSign = String.raw`(?:[\w;/?:@&=+$,.!~*'()[\]-]|%[\dA-Fa-f]{2})`;
/** `!`, `!name`, `!!name`, `!<uri>`; other handles than `!!` need a directive, which kubectl does not take. */
const tagAt = new RegExp(`^!(?:<${uriSign}+>|!${uriSign}+|(?![\\w-]*!)${uriSign}*)`);
const maxTagLength = 1024;
