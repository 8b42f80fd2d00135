/**
 * What a mapping between braces (JSON is one) says that it is, read without parsing it: only the keys of the outermost
 * mapping are looked at, the rest is passed over. A megabyte takes a few milliseconds.
 */
export interface FlowHead {
  apiVersion?: string;
  kind?: string;
}

const blank = 0x20;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const comma = 0x2c;
const colon = 0x3a;
const open = { brace: 0x7b, bracket: 0x5b };
const close = { brace: 0x7d, bracket: 0x5d };
/** What stands before the first character of a value. */
const mayOpen = new Set([comma, colon, open.brace, open.bracket]);

/** The first `apiVersion` and `kind` of the outermost mapping. */
export function flowHead(text: string): FlowHead {
  const head: FlowHead = {};
  let depth = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char <= blank) continue;
    if (char === open.brace || char === open.bracket) depth++;
    else if (char === close.brace || char === close.bracket) depth--;
    if (depth === 1 && (char === open.brace || char === comma)) {
      const [key, value] = fieldBehind(text, at + 1);
      if (key && value !== undefined) head[key] ??= value;
      if (head.apiVersion !== undefined && head.kind !== undefined) break;
    }
    if (char === doubleQuote) at = endOfQuote(text, at, '"');
    // Within a plain text an apostrophe is a letter.
    else if (char === singleQuote && mayOpen.has(before)) at = endOfQuote(text, at, "'");
    before = char;
  }
  return head;
}

/** The field that begins here, where it is one of the two and its value is a text. */
function fieldBehind(
  text: string,
  offset: number,
): readonly [key?: 'apiVersion' | 'kind', value?: string] {
  let start = offset;
  while (text.charCodeAt(start) <= blank) start++;
  const field = /["']?(apiVersion|kind)["']?\s*:\s*["']?([\w./-]+)/y;
  field.lastIndex = start;
  const [, key, value] = field.exec(text) ?? [];
  return key === 'apiVersion' || key === 'kind' ? [key, value] : [];
}

/** Offset of the quote that closes the one at `start`, or of the end of the text. */
function endOfQuote(text: string, start: number, quote: string): number {
  for (let end = text.indexOf(quote, start + 1); end !== -1; end = text.indexOf(quote, end + 1)) {
    if (quote === "'" && text[end + 1] === quote) end++;
    else if (quote === "'" || !isEscaped(text, end)) return end;
  }
  return text.length;
}

function isEscaped(text: string, offset: number): boolean {
  let first = offset;
  while (text[first - 1] === '\\') first--;
  return (offset - first) % 2 === 1;
}
