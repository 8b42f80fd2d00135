/** Tokens of Go's text templates, as its lexer cuts them. */

export type TokenKind =
  'end' | 'close' | 'space' | 'name' | 'field' | 'dot' | 'variable' | 'text' | 'number' | 'sign';

export interface Token {
  readonly is: TokenKind;
  readonly text: string;
  readonly at: number;
}

/** Something that Go's parser does not take, and where. */
export interface TemplateFlaw {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  /** A name of which nobody here knows that it exists: what it is, and what is probably meant. */
  readonly unknown?: 'function' | 'variable';
  readonly name?: string;
}

export function flawAt(
  { at, text }: Pick<Token, 'at' | 'text'>,
  message: string,
  more: Pick<TemplateFlaw, 'unknown' | 'name'> = {},
): TemplateFlaw {
  return { at, length: Math.max(1, text.length), message, ...more };
}

const spaces = /[ \t\r\n]+/y;
const word = /[\p{L}\p{Nd}_]+/uy;
const quoted = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`/y;
const number =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;

/** The token that begins at the offset, within `{{ }}`. */
export function tokenAt(text: string, at: number): Token | TemplateFlaw {
  const close = closeAt(text, at);
  if (close !== undefined) return { is: 'close', text: close, at };
  const sign = text.charAt(at);
  if (sign === '') return { is: 'end', text: '', at };
  if (isSpace(sign)) {
    const all = matchAt(spaces, text, at);
    // The blank of " -}}" belongs to what closes.
    const last = at + all.length - 1;
    const isOfClose = all.length > 1 && closeAt(text, last) !== undefined;
    return { is: 'space', text: isOfClose ? all.slice(0, -1) : all, at };
  }
  if (sign === '"' || sign === "'" || sign === '`') return textAt(text, at);
  if (sign === '$' || (sign === '.' && !/\d/.test(text.charAt(at + 1)))) return namedAt(text, at);
  if (/[.+\-\d]/.test(sign)) return numberAt(text, at);
  const name = matchAt(word, text, at);
  if (name !== '') return ended(text, { is: 'name', text: name, at });
  if (sign === ':') {
    if (text[at + 1] === '=') return { is: 'sign', text: ':=', at };
    return flawAt({ at, text: sign }, 'behind this colon "=" is missing: write :=');
  }
  if (sign > ' ' && sign < '\u007f') return { is: 'sign', text: sign, at };
  return flawAt({ at, text: sign }, 'such a sign stands in quotes only');
}

/** `}}`, with the blank and the dash before it where there is one. */
function closeAt(text: string, at: number): string | undefined {
  if (text.startsWith('}}', at)) return '}}';
  const isTrimmed = isSpace(text.charAt(at)) && text.startsWith('-}}', at + 1);
  return isTrimmed ? text.slice(at, at + 4) : undefined;
}

function isSpace(sign: string): boolean {
  return sign === ' ' || sign === '\t' || sign === '\r' || sign === '\n';
}

/** `.name`, `$name`, or the sign alone. */
function namedAt(text: string, at: number): Token | TemplateFlaw {
  const sign = text.charAt(at);
  const name = matchAt(word, text, at + 1);
  const is = sign === '$' ? 'variable' : name === '' ? 'dot' : 'field';
  return ended(text, { is, text: sign + name, at });
}

function textAt(text: string, at: number): Token | TemplateFlaw {
  const found = matchAt(quoted, text, at);
  if (found !== '') return { is: 'text', text: found, at };
  return flawAt({ at, text: text.charAt(at) }, 'this quote is not closed before the line ends');
}

function numberAt(text: string, at: number): Token | TemplateFlaw {
  const found = matchAt(number, text, at);
  const after = matchAt(word, text, at + found.length);
  const token = { is: 'number', text: found, at } as const;
  if (after === '' && /\d/.test(found)) return token;
  return flawAt(
    { at, text: found + after || text.charAt(at) },
    'this is no number: a name or a text in quotes has no sign before it',
  );
}

/** Behind a name stands a blank, or what goes on with it. */
function ended(text: string, token: Token): Token | TemplateFlaw {
  const at = token.at + token.text.length;
  const next = text.charAt(at);
  if (next === '' || isSpace(next) || '.,|:)('.includes(next) || text.startsWith('}}', at))
    return token;
  const message =
    next === '}'
      ? 'a second "}" is missing here'
      : `"${next}" cannot follow a name: templates have functions in the place of operators, as in eq .a .b`;
  return flawAt({ at, text: next }, message);
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
