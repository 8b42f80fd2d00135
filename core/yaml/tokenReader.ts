/** Tokens one after the other. One that opens a mapping or begins a key is three in a row: it is told in that order. */
import type { TextCursor } from './textCursor.ts';
import { tokens, type Token, type TokenType } from './token.ts';
import type { ProblemKind } from './yamlProblem.ts';

export class TokenReader {
  readonly cursor: TextCursor;
  token: Token;
  type: TokenType;
  /** Behind the last token that was read. */
  end = 0;
  readonly #all: readonly Token[];
  #index = 0;

  constructor(all: readonly Token[], cursor: TextCursor) {
    const [first] = all;
    if (!first) throw new Error('there is always a token that ends the text');
    this.#all = all;
    this.cursor = cursor;
    this.token = first;
    this.type = firstTypeOf(first);
  }

  is(type: TokenType): boolean {
    return this.type === type;
  }

  /** Whether a value can begin here; in a mapping told by columns that ends at the next key. */
  isNodeNext(): boolean {
    const { type } = this;
    return (
      type !== tokens.key &&
      type !== tokens.value &&
      type !== tokens.blockEnd &&
      type !== tokens.end
    );
  }

  skip(): void {
    const { token, type } = this;
    if (type === tokens.mapStart && token.opensMap) {
      this.type = token.isKey ? tokens.key : token.type;
    } else if (type === tokens.key && token.isKey && token.type !== tokens.key) {
      this.type = token.type;
    } else {
      if (type !== tokens.blockEnd) this.end = token.end;
      this.token = this.#all[++this.#index] ?? token;
      this.type = firstTypeOf(this.token);
    }
  }

  /** Notes that the token fits nowhere. */
  unexpected(kind: ProblemKind): void {
    const { start, end } = this.token;
    this.cursor.note(kind, start, Math.max(end, start + 1));
  }

  /** Where a mapping or list told by columns ends: behind the line of its last value. */
  blockEnd(): number {
    const { text } = this.cursor;
    const { end } = this;
    if (text.charCodeAt(end - 1) === 0x0a || this.#endsWithSign()) return end;
    const newline = text.indexOf('\n', end);
    return newline === -1 ? text.length : newline + 1;
  }

  /** Whether the last value is none, as nothing stands behind its dash or colon. */
  #endsWithSign(): boolean {
    let index = this.#index - 1;
    while (this.#all[index]?.type === tokens.blockEnd) index--;
    const last = this.#all[index]?.type;
    return last === tokens.entry || last === tokens.value || last === tokens.key;
  }
}

function firstTypeOf({ opensMap, isKey, type }: Token): TokenType {
  return opensMap ? tokens.mapStart : isKey ? tokens.key : type;
}
