/** Goes over the tokens within one `{{ }}`. The first flaw ends the reading: from then on it stands at the end. */
import { flawAt, tokenAt, type TemplateFlaw, type Token } from './tokens.ts';

export class Cursor {
  readonly text: string;
  at = 0;
  /** The first thing that cannot be read. */
  flaw: TemplateFlaw | undefined;
  /** Where the braces opened that are read now. */
  open = 0;
  readonly #parens: number[] = [];

  constructor(text: string) {
    this.text = text;
  }

  peek(): Token {
    const token = tokenAt(this.text, this.at);
    if ('is' in token) return token;
    this.fail(token);
    return { is: 'end', text: '', at: this.text.length };
  }

  /** Without blanks before it. */
  peekPastSpace(): Token {
    if (this.peek().is === 'space') this.take();
    return this.peek();
  }

  take(): Token {
    const token = this.peek();
    this.at = token.at + token.text.length;
    if (token.text === '(' && token.is === 'sign') this.#parens.push(token.at);
    if (token.text === ')' && token.is === 'sign' && this.#parens.pop() === undefined)
      this.fail(flawAt(token, 'this bracket closes nothing: remove it'));
    if (token.is === 'close') this.#checkClosed();
    if (token.is === 'end' && !this.flaw)
      this.fail(flawAt({ at: this.open, text: '{{' }, 'these braces are not closed: add }}'));
    return token;
  }

  takes(text: string): boolean {
    const { is, text: next } = this.peek();
    const isNext = (is === 'name' || is === 'sign') && next === text;
    if (isNext) this.take();
    return isNext;
  }

  fail(flaw: TemplateFlaw): void {
    this.flaw ??= flaw;
    this.at = this.text.length;
  }

  #checkClosed(): void {
    const open = this.#parens.pop();
    if (open !== undefined)
      this.fail(flawAt({ at: open, text: '(' }, 'this bracket is not closed: add ")"'));
  }
}
