/** A text in Python as its logical lines: what brackets, long texts and backslashes hold together is one. */
import type { Span } from '../../yaml/node.ts';

export interface PythonFault {
  readonly span: Span;
  readonly message: string;
}

export interface LogicalLine {
  /** From its first sign to its last, comments left out. */
  readonly span: Span;
  /** Of the first sign; a tab goes to the next multiple of eight. */
  readonly column: number;
  readonly text: string;
  /** A colon stands outside of brackets. */
  readonly hasColon: boolean;
  readonly endsWithColon: boolean;
}

interface Bracket {
  readonly sign: string;
  readonly at: number;
}

const closing: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

export class PythonLines implements Iterable<LogicalLine> {
  /** What ended the reading, once it has come to an end. */
  fault: PythonFault | undefined;
  /** Nobody knows where a text ends: nothing is said of what follows. */
  isGivenUp = false;
  readonly #text: string;
  readonly #end: number;
  readonly #brackets: Bracket[] = [];
  #at: number;
  #colonAt = -1;

  constructor(text: string, [start, end]: Span) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
  }

  *[Symbol.iterator](): Generator<LogicalLine> {
    while (!this.#isOver()) {
      const line = this.#line();
      if (line && !this.#isStopped()) yield line;
    }
    if (this.isGivenUp) return;
    const [open] = this.#brackets;
    if (open)
      this.fault ??= {
        span: [open.at, open.at + 1],
        message: `"${open.sign}" is not closed: Python does not read the file`,
      };
  }

  #isStopped(): boolean {
    return this.isGivenUp || this.fault !== undefined;
  }

  #isOver(): boolean {
    return this.#at >= this.#end || this.#isStopped();
  }

  /** Undefined for a line without a statement. */
  #line(): LogicalLine | undefined {
    const [start, column] = this.#indentation();
    let last = start;
    while (!this.#isOver()) {
      const sign = this.#text.charAt(this.#at);
      if (sign === '\n') {
        this.#at++;
        if (this.#brackets.length === 0) break;
      } else if (sign === '#') this.#at = this.#endOfLine();
      else if (sign === '\\') this.#at = this.#endOfLine() + 1;
      else {
        const isBlank = /\s/.test(sign);
        this.#sign(sign);
        if (!isBlank) last = this.#at;
      }
    }
    if (last === start) return undefined;
    return {
      ...{ span: [start, last], column, text: this.#text.slice(start, last) },
      ...{ hasColon: this.#colonAt >= start, endsWithColon: this.#colonAt === last - 1 },
    };
  }

  /** Where the statement of the line begins, and its column. */
  #indentation(): readonly [at: number, column: number] {
    let column = 0;
    for (; this.#at < this.#end; this.#at++) {
      const sign = this.#text.charAt(this.#at);
      if (sign === '\t') column += 8 - (column % 8);
      else if (sign === ' ') column++;
      else break;
    }
    return [this.#at, column];
  }

  #endOfLine(): number {
    const newline = this.#text.indexOf('\n', this.#at);
    return newline === -1 ? this.#end : Math.min(newline, this.#end);
  }

  #sign(sign: string): void {
    if (sign === '"' || sign === "'") {
      this.#quoted();
      return;
    }
    if ('([{'.includes(sign)) this.#brackets.push({ sign, at: this.#at });
    const opening = closing.get(sign);
    if (opening !== undefined) {
      const open = this.#brackets.pop();
      if (open?.sign !== opening)
        this.fault = {
          span: [this.#at, this.#at + 1],
          message: open
            ? `"${sign}" does not close the "${open.sign}" that is open: Python does not read the file`
            : `"${sign}" closes what was not opened: Python does not read the file`,
        };
    }
    if (sign === ':' && this.#brackets.length === 0) this.#colonAt = this.#at;
    this.#at++;
  }

  /** A text in quotes. */
  #quoted(): void {
    const start = this.#at;
    const sign = this.#text.charAt(start);
    const isLong = this.#text.startsWith(sign.repeat(3), start);
    const end = endOfQuoted(this.#text, start, this.#end, isLong ? sign.repeat(3) : sign);
    const isFormatted = /(?:^|\W)(?:f|fr|rf)$/i.test(
      this.#text.slice(Math.max(0, start - 3), start),
    );
    // From Python 3.12 on an expression in a formatted text may have such quotes, too.
    if (isFormatted && hasOpenBrace(this.#text.slice(start, end ?? this.#endOfLine())))
      this.isGivenUp = true;
    this.#at = this.isGivenUp ? this.#end : (end ?? this.#end);
    if (end === undefined && !this.isGivenUp)
      this.fault = {
        span: [start, start + 1],
        message: 'the text that this quote begins does not end: Python does not read the file',
      };
  }
}

/** Behind the quote that ends a text; undefined where none does. */
function endOfQuoted(
  text: string,
  start: number,
  limit: number,
  quote: string,
): number | undefined {
  for (let at = start + quote.length; at < limit; at++) {
    if (text.startsWith(quote, at)) return at + quote.length;
    const sign = text.charAt(at);
    if (sign === '\n' && quote.length === 1) return undefined;
    if (sign === '\\') at++;
  }
  return undefined;
}

function hasOpenBrace(formatted: string): boolean {
  const bare = formatted.replaceAll(/\{\{|\}\}/g, '');
  return bare.lastIndexOf('{') > bare.lastIndexOf('}');
}
