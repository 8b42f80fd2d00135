/** Comments in JSON, which has none: text that is JSON but for them. */
import { isJsonText } from './isJsonText.ts';
import type { Span } from './node.ts';

export interface CommentedJson {
  /** The first comment. */
  readonly span: Span;
  /** As long as the text, with blanks in place of all comments and of commas behind which nothing comes. */
  readonly text: string;
}

/** Undefined where that is not all that keeps the text from being JSON. */
export function commentedJson(text: string): CommentedJson | undefined {
  if (!/^\s*\{/.test(text) || !(text.includes('//') || text.includes('/*'))) return undefined;
  const comments = partsOf(text, '/');
  const [first] = comments ?? [];
  if (!comments || !first) return undefined;
  const whole = blanked(text, comments);
  const commas = partsOf(whole, ',')?.filter(([, end]) => isLast(whole, end));
  if (!commas) return undefined;
  const bare = blanked(whole, commas);
  return isJsonText(bare) ? { span: first, text: bare } : undefined;
}

/** Comments, or commas, outside of texts; undefined where a text or a comment has no end. */
function partsOf(text: string, sign: '/' | ','): Span[] | undefined {
  const found: Span[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at];
    if (character !== '"' && character !== sign) {
      at++;
      continue;
    }
    const end =
      character === '"' ? textEnd(text, at) : character === ',' ? at + 1 : commentEnd(text, at);
    if (end === undefined) return undefined;
    if (character === sign) found.push([at, end]);
    at = end;
  }
  return found;
}

function textEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

function commentEnd(text: string, start: number): number | undefined {
  if (text[start + 1] === '/') {
    const end = text.indexOf('\n', start);
    return end === -1 ? text.length : end;
  }
  const end = text[start + 1] === '*' ? text.indexOf('*/', start + 2) : -1;
  return end === -1 ? undefined : end + 2;
}

/** Whether only blanks stand between there and the bracket that closes. */
function isLast(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return text[at] === '}' || text[at] === ']';
}

/** With blanks in place of the parts; breaks of lines stay. */
function blanked(text: string, parts: readonly Span[]): string {
  let from = 0;
  const kept: string[] = [];
  for (const [start, end] of parts) {
    kept.push(text.slice(from, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    from = end;
  }
  return [...kept, text.slice(from)].join('');
}
