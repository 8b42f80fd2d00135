/** Goes over the tokens of an expression. The first flaw ends it: from then on it stands at the end. */
import { PromqlFlaw, type Token } from './tokens.ts';

/** Deeper than any expression that somebody wrote. */
const maxDepth = 200;

export class Cursor {
  /** The first thing that cannot be read. */
  flaw: PromqlFlaw | undefined;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  /** It has given up. */
  #isOver = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The token that comes next; `ahead` of it. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? this.#end;
  }

  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  /** Takes the sign or the word, where it comes next. */
  takes(text: string): boolean {
    const { is, text: next } = this.peek();
    const isNext = (is === 'sign' || is === 'name') && next.toLowerCase() === text;
    if (isNext) this.#next++;
    return isNext;
  }

  expect(text: string, message: string): void {
    if (!this.takes(text)) this.fail(this.peek(), message);
  }

  fail(at: Pick<Token, 'at' | 'text'>, message: string, suggest?: string): void {
    if (!this.#isOver) this.flaw ??= new PromqlFlaw(this.#visible(at), message, suggest);
    this.#giveUp();
  }

  /** Reads something within; too deep nothing is read any more, and nothing told. */
  within<Read>(read: () => Read, otherwise: Read): Read {
    if (this.#depth >= maxDepth) {
      this.#giveUp();
      return otherwise;
    }
    this.#depth++;
    const value = read();
    this.#depth--;
    return value;
  }

  #giveUp(): void {
    this.#isOver = true;
    this.#next = this.#tokens.length;
  }

  /** Something at the end is told at the last token. */
  #visible(at: Pick<Token, 'at' | 'text'>): Pick<Token, 'at' | 'text'> {
    return at.text === '' ? (this.#tokens.at(-2) ?? at) : at;
  }

  get #end(): Token {
    return this.#tokens.at(-1) ?? { is: 'end', text: '', at: 0 };
  }
}
