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
  let span: Span | undefined;
  const parts: string[] = [];
  let from = 0;
  for (const { 0: part, index } of text.matchAll(partOfJson)) {
    if (part.startsWith('"')) continue;
    span ??= [index, index + part.length];
    parts.push(text.slice(from, index), part.replace(/[^\n]/g, ' '));
    from = index + part.length;
  }
  if (!span) return undefined;
  const whole = [...parts, text.slice(from)].join('');
  const bare = whole.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (part) =>
    part === ',' ? ' ' : part,
  );
  return isJsonText(bare) ? { span, text: bare } : undefined;
}

/** Texts and comments. */
const partOfJson = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//g;
