/** Reads what computes a value in a template: `$x := .a | printf "%s" | toUpper`. */
import type { Cursor } from './cursor.ts';
import { flawAt, type Token } from './tokens.ts';

export interface TemplateNames {
  readonly functions: ReadonlySet<string>;
  /** With the sign before them. */
  readonly variables?: readonly string[];
}

/** Deeper than anything that somebody wrote. */
const maxDepth = 100;

const ofGo: ReadonlySet<string> = new Set([
  ...['and', 'call', 'html', 'index', 'slice', 'js', 'len', 'not', 'or', 'print', 'printf'],
  ...['println', 'urlquery', 'eq', 'ge', 'gt', 'le', 'lt', 'ne'],
]);

export class Pipelines {
  /** Variables that are known where the reading is. */
  variables: string[];
  /** How many of `range`, `with` and definitions are open: in them the dot is something else. */
  depth = 0;
  readonly fields: Token[] = [];
  readonly #cursor: Cursor;
  readonly #functions: ReadonlySet<string>;
  #nested = 0;
  isGivenUp = false;

  constructor(cursor: Cursor, { functions, variables = [] }: TemplateNames) {
    this.#cursor = cursor;
    this.#functions = functions;
    this.variables = ['$', ...variables];
  }

  /** Up to the braces that close, or the bracket. */
  read(of: string, { isRange = false, isBracket = false } = {}): void {
    const cursor = this.#cursor;
    if (++this.#nested > maxDepth) {
      // Too deep for anybody: nothing is told.
      cursor.at = cursor.text.length;
      this.isGivenUp = true;
      return;
    }
    this.#declarations(isRange);
    let count = 0;
    while (!this.isGivenUp) {
      const token = cursor.peekPastSpace();
      if (cursor.flaw) break;
      if (isClosing(token)) {
        this.#finish(token, of, count, isBracket);
        break;
      }
      if (startsValue(token)) this.#command(count++);
      else cursor.fail(flawAt(token, unexpected(token)));
    }
    this.#nested--;
  }

  #finish(token: Token, of: string, count: number, isBracket: boolean): void {
    const cursor = this.#cursor;
    cursor.take();
    if (token.is === 'close' && isBracket)
      cursor.fail(flawAt(token, 'a bracket before this is not closed: add ")"'));
    else if (token.is === 'sign' && !isBracket)
      cursor.fail(flawAt(token, 'this bracket closes nothing: remove it'));
    else if (count === 0) cursor.fail(flawAt(token, `a value is missing ${of}: write one`));
  }

  #declarations(isRange: boolean): void {
    const cursor = this.#cursor;
    for (let count = 0; ; count++) {
      const variable = cursor.peekPastSpace();
      if (variable.is !== 'variable') return;
      const before = cursor.at;
      cursor.take();
      const next = cursor.peekPastSpace();
      const isComma = next.is === 'sign' && next.text === ',';
      const isDeclared = next.is === 'sign' && (next.text === ':=' || next.text === '=');
      if (!isComma && !isDeclared) {
        if (!cursor.flaw) cursor.at = before;
        return;
      }
      cursor.take();
      this.variables.push(variable.text);
      if (isDeclared) return;
      if (!isRange || count > 0) {
        cursor.fail(flawAt(next, 'several variables stand in "range" only, and two at most'));
        return;
      }
    }
  }

  #command(index: number): void {
    const cursor = this.#cursor;
    for (let count = 0; ; count++) {
      const token = cursor.peekPastSpace();
      if (startsValue(token)) this.#operand(token, index > 0 && count === 0);
      const next = cursor.peek();
      if (cursor.flaw || isClosing(next)) return;
      cursor.take();
      if (next.is === 'sign' && next.text === '|') return;
      if (next.is === 'space') continue;
      cursor.fail(flawAt(next, unexpected(next)));
      return;
    }
  }

  /** A value, with the fields of it behind it. */
  #operand(token: Token, isAfterPipe: boolean): void {
    const cursor = this.#cursor;
    cursor.take();
    const isFixed = this.#value(token);
    if (cursor.flaw) return;
    if (isAfterPipe && isFixed) {
      cursor.fail(flawAt(token, `behind "|" stands a function, and this is none`));
      return;
    }
    let path = token.text;
    for (let next = cursor.peek(); next.is === 'field'; next = cursor.peek()) {
      if (isFixed) {
        cursor.fail(flawAt(next, `what stands before this has no fields: remove it`));
        return;
      }
      path += cursor.take().text;
    }
    const isOfGiven = token.is === 'field' || (token.is === 'variable' && token.text === '$');
    if (isOfGiven && this.depth === 0)
      this.fields.push({ is: 'field', text: path.replace(/^\$/, ''), at: token.at });
  }

  /** Whether it is what no fields and no arguments can follow. */
  #value(token: Token): boolean {
    const cursor = this.#cursor;
    const { is, text } = token;
    if (is === 'sign') {
      this.read('in these brackets', { isBracket: true });
      return false;
    }
    if (is === 'variable') {
      if (!this.variables.includes(text))
        cursor.fail(
          flawAt(token, `no variable ${text} is known here`, { unknown: 'variable', name: text }),
        );
      return false;
    }
    if (is === 'text') this.#quoted(token);
    if (is !== 'name') return is !== 'field';
    if (text === 'true' || text === 'false' || text === 'nil') return true;
    if (!ofGo.has(text) && !this.#functions.has(text))
      cursor.fail(
        flawAt(token, `there is no function "${text}" here`, { unknown: 'function', name: text }),
      );
    return false;
  }

  #quoted({ at, text }: Token): void {
    const cursor = this.#cursor;
    const inside = text.slice(1, -1);
    const [quote] = text;
    if (quote === '`') return;
    const wrong =
      /\\(?:[^abfnrtv\\"'0-7xuU]|x(?![\da-fA-F]{2})|u(?![\da-fA-F]{4})|U(?![\da-fA-F]{8})|[0-7](?![0-7]{2}))/.exec(
        inside.replace(/\\\\/g, '  '),
      );
    if (wrong)
      cursor.fail(
        flawAt(
          { at: at + 1 + wrong.index, text: wrong[0] },
          `Go knows no "${wrong[0]}" in quotes: write two backslashes, or backquotes around the text`,
        ),
      );
    else if (quote === "'" && !/^(?:[^\\]|\\.+)$/su.test(inside))
      cursor.fail(
        flawAt({ at, text }, 'a text stands in double quotes: write them in place of these'),
      );
  }
}

function isClosing({ is, text }: Token): boolean {
  return is === 'close' || is === 'end' || (is === 'sign' && text === ')');
}

function startsValue({ is, text }: Token): boolean {
  if (is === 'sign') return text === '(';
  if (is === 'name') return !keywords.has(text);
  return is !== 'end' && is !== 'close' && is !== 'space';
}

export const keywords: ReadonlySet<string> = new Set([
  ...['if', 'else', 'end', 'with', 'range', 'define', 'block', 'template', 'break', 'continue'],
]);

const operators: ReadonlyMap<string, string> = new Map([
  ['=', 'eq'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['!', 'not'],
  ['&', 'and'],
]);

function unexpected({ text }: Token): string {
  if (text === '}') return 'a second "}" is missing here';
  const named = operators.get(text);
  const hint = named === undefined ? '' : `: templates have functions in its place, as "${named}"`;
  return `"${text}" cannot stand here${hint}`;
}
