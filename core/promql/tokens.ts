/** The tokens of an expression of PromQL. */

export interface Token {
  readonly is: 'name' | 'number' | 'duration' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** Something that cannot be read, and where. */
export class PromqlFlaw {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  /** What is meant in its place. */
  readonly suggest: string | undefined;

  constructor(token: Pick<Token, 'at' | 'text'>, message: string, suggest?: string) {
    this.at = token.at;
    this.length = Math.max(1, token.text.length);
    this.message = message;
    this.suggest = suggest;
  }
}

/** A text that another tool fills in: nobody knows what it becomes. */
export const isTemplate = /\{\{|\}\}|\[\[|\]\]|<[%<]|%>|%\(\w{1,60}\)|@@|__\w{1,60}__\b(?!\s*[=!])/;

/** The tokens in the order of the text, with one at its end; undefined where a sign stands in it that a template would have. */
export function tokensOf(text: string): Token[] | PromqlFlaw | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (/\s/.test(sign)) at++;
    else if (sign === '#') at = endOfLine(text, at);
    else {
      const token = tokenAt(text, at);
      if (!token) return templateSigns.has(sign) ? undefined : strange(sign, at);
      if (token.is === 'text' && !isClosed(token.text))
        return new PromqlFlaw(token, 'this quote is not closed');
      tokens.push(token);
      at += token.text.length;
    }
  }
  return [...tokens, { is: 'end', text: '', at: text.length }];
}

const templateSigns: ReadonlySet<string> = new Set(['$', '\\', '?', '&', '~', '|', ';']);

function strange(sign: string, at: number): PromqlFlaw {
  return new PromqlFlaw({ at, text: sign }, `PromQL has no sign "${sign}"`);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Signs of two letters stand before their first. */
const signs = ['==', '!=', '=~', '!~', '<=', '>='];
const single = /[=+\-*/%^<>(){}[\],:@]/;
const word = /[A-Za-z_:][\w:]*/y;
const digits = /[\d.][\w.]*/y;
const exponent = /[+-]\d+/y;
const durationForm = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;
const numberForm =
  /^(?:0[xX][\da-fA-F]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?)$/;

function tokenAt(text: string, at: number): Token | undefined {
  const sign = text.charAt(at);
  if (sign === '"' || sign === "'" || sign === '`')
    return { is: 'text', text: text.slice(at, endOfText(text, at)), at };
  const name = /[A-Za-z_:]/.test(sign) ? matchAt(word, text, at) : undefined;
  if (name !== undefined && name !== ':' && !/^:\d/.test(name))
    return { is: 'name', text: name, at };
  const number = /[\d.]/.test(sign) ? numberAt(text, at) : undefined;
  if (number !== undefined) {
    const is = !numberForm.test(number) ? 'duration' : 'number';
    return { is, text: number, at };
  }
  const found =
    signs.find((each) => text.startsWith(each, at)) ?? (single.test(sign) ? sign : undefined);
  return found === undefined ? undefined : { is: 'sign', text: found, at };
}

/** With letters behind it: `5m`, `0x1f`, `1e-5`. */
function numberAt(text: string, at: number): string | undefined {
  const number = matchAt(digits, text, at);
  if (number === undefined || !/^[\d._]*e$/i.test(number)) return number;
  return `${number}${matchAt(exponent, text, at + number.length) ?? ''}`;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Behind the quote that ends the text, or at its end. */
function endOfText(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === quote) return at + 1;
    if (sign === '\n' && quote !== '`') return at;
    if (sign === '\\' && quote !== '`') at++;
  }
  return text.length;
}

function isClosed(text: string): boolean {
  return text.length > 1 && text.at(-1) === text[0] && endOfText(text, 0) === text.length;
}

/** Units from the largest to the smallest, each once. */
export function isDuration(text: string): boolean {
  return text !== '' && durationForm.test(text);
}
