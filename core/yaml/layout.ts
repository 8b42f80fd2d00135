/**
 * What is open at a place of a text: mappings and lists told by columns, brackets, and what may turn out to be a key.
 * The tokens that were found so far are kept with it, as a key shows only at the colon behind it.
 */
import type { TextCursor } from './textCursor.ts';
import { styles, tokens, type Style, type Token, type TokenType } from './token.ts';

/** What may turn out to be a key: the tokens from an index on. */
export interface KeyCandidate {
  isPossible: boolean;
  /** It stands where nothing but a key can. */
  isRequired: boolean;
  token: number;
  start: number;
  lineStart: number;
}

export class Layout {
  readonly cursor: TextCursor;
  readonly tokens: Token[] = [];
  /** Column of the innermost mapping or list that is told by columns. */
  indent = -1;
  readonly indents: number[] = [];
  /** Brackets that are open. */
  readonly brackets: Token[] = [];
  /** Whether what begins here may be a key. */
  mayBeKey = true;
  /** One for each level of brackets. */
  readonly #keys: KeyCandidate[] = [];

  constructor(cursor: TextCursor) {
    this.cursor = cursor;
  }

  get isInFlow(): boolean {
    return this.brackets.length > 0;
  }

  push(
    type: TokenType,
    start: number,
    end: number,
    value = '',
    style: Style = styles.plain,
  ): Token {
    const { lineStart } = this.cursor;
    const token = { type, start, end, lineStart, value, style, opensMap: false, isKey: false };
    this.tokens.push(token);
    return token;
  }

  /** A token of the one character at the cursor, which moves on. */
  pushSign(type: TokenType): Token {
    const { cursor } = this;
    const token = this.push(type, cursor.at, cursor.at + 1);
    cursor.at++;
    return token;
  }

  /** Whether a mapping or list begins in this column; from then on it is open. */
  opens(column: number): boolean {
    if (this.isInFlow || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }

  /** Closes the mappings and lists that stand right of a column. */
  closeDownTo(column: number): void {
    if (this.isInFlow) return;
    // A key whose colon is missing belongs to the mapping that ends with it.
    if (this.indent > column) this.forgetKey();
    while (this.indent > column) {
      this.push(tokens.blockEnd, this.cursor.at, this.cursor.at);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  /** The candidate of the innermost brackets. */
  get key(): KeyCandidate {
    return (this.#keys[this.brackets.length] ??= {
      isPossible: false,
      isRequired: false,
      token: 0,
      start: 0,
      lineStart: 0,
    });
  }

  /** What begins at the cursor may be a key. */
  expectKey(): void {
    if (!this.mayBeKey) return;
    this.forgetKey();
    const { cursor, key } = this;
    key.isPossible = true;
    key.isRequired = !this.isInFlow && this.indent === cursor.column;
    key.token = this.tokens.length;
    key.start = cursor.at;
    key.lineStart = cursor.lineStart;
  }

  /** What was expected to be a key is none, as something else begins. */
  forgetKey(): void {
    const { key } = this;
    if (key.isPossible && key.isRequired) this.keyWithoutColon(key);
    key.isPossible = false;
  }

  /** Reads a key whose colon is missing as a key. */
  keyWithoutColon(key: KeyCandidate): void {
    const token = this.tokens[key.token];
    if (!token) return;
    this.markKey(key, token);
    const last = this.tokens.at(-1) ?? token;
    const isOneLine = last.lineStart === key.lineStart;
    this.cursor.noteLocal('missing colon', key.start, isOneLine ? last.end : token.end);
  }

  /** Notes at its first token that a key begins there, and a mapping if it is the first of one. */
  markKey(key: KeyCandidate, token = this.tokens[key.token]): void {
    const opensMap = this.opens(key.start - key.lineStart);
    if (!token) return;
    token.isKey = true;
    token.opensMap = opensMap;
  }
}
