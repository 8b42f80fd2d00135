/**
 * A text as tokens, as the decoder of Kubernetes makes them (go-yaml, whose grammar is that of libyaml): what opens and
 * closes a mapping or list is told by columns, and whether a text is a key shows at the colon behind it.
 * Never throws. What is wrong is noted and, where its meaning is plain, read as what it is meant to be.
 */
import { byteOrderMark, endsWord, isBlank, isBreak, isSpace, tab } from './characters.ts';
import { closeBrackets } from './closeBrackets.ts';
import { Layout } from './layout.ts';
import { scanBlockText } from './scanBlockText.ts';
import { scanColon } from './scanColon.ts';
import { scanName, scanTag } from './scanName.ts';
import { scanPlain } from './scanPlain.ts';
import { scanQuoted } from './scanQuoted.ts';
import { TextCursor } from './textCursor.ts';
import { styles, tokens, type Token, type TokenType } from './token.ts';

export interface ScanOptions {
  /** The text is JSON, for which kubectl has another decoder. */
  readonly isJson: boolean;
  /** Brackets and quotes do not close where they should: where one line looks like a new key, they are closed. */
  readonly closesEarly: boolean;
  /** Levels and tokens above which the reading ends. */
  readonly maxDepth: number;
  readonly maxTokens: number;
}

export interface Scanned {
  readonly tokens: readonly Token[];
  readonly cursor: TextCursor;
  /** Why the reading ended early. */
  readonly limit: 'too deep' | 'too many parts' | undefined;
}

export function scan(text: string, options: ScanOptions): Scanned {
  const cursor = new TextCursor(text);
  const layout = new Layout(cursor);
  const limit = new Scanner(layout, options).run();
  return { tokens: layout.tokens, cursor, limit };
}

class Scanner {
  readonly #cursor: TextCursor;
  readonly #layout: Layout;
  readonly #options: ScanOptions;
  readonly #scanPlain = (): void => this.#plain();

  constructor(layout: Layout, options: ScanOptions) {
    this.#cursor = layout.cursor;
    this.#layout = layout;
    this.#options = options;
  }

  run(): Scanned['limit'] {
    const layout = this.#layout;
    const { maxTokens, maxDepth } = this.#options;
    this.#openingLine();
    while (this.#next()) {
      if (layout.tokens.length > maxTokens) return 'too many parts';
      if (layout.brackets.length > maxDepth || layout.indents.length > maxDepth) return 'too deep';
    }
    layout.forgetKey();
    layout.brackets.length = 0;
    layout.closeDownTo(-1);
    layout.push(tokens.end, this.#cursor.at, this.#cursor.at);
    return undefined;
  }

  /** The line that opens the document. kubectl takes nothing else on it but a comment, and cuts it off whole. */
  #openingLine(): void {
    const cursor = this.#cursor;
    if (!cursor.text.startsWith('---')) return;
    const end = cursor.text.search(/[\r\n]|$/);
    cursor.at = 3;
    while (isSpace(cursor.code()) && cursor.at < end) cursor.at++;
    if (cursor.at >= end || cursor.code() === 0x23) {
      cursor.at = end;
      return;
    }
    cursor.at = 3;
    while (cursor.code() === 0x2d) cursor.at++;
    const dashes = cursor.at;
    const isGlued = dashes === 3 && !endsWord(cursor.code());
    cursor.skipBlanks();
    if (isGlued) cursor.noteLocal('glued separator', 0, 3);
    else if (dashes > 3) cursor.noteLocal('separator', 0, dashes);
    else {
      const at = cursor.at;
      cursor.noteLocal('separator', at, end);
      // Read on as if it stood on a line of its own.
      cursor.lineStart = at;
    }
  }

  /** Reads the next token; false at the end. */
  #next(): boolean {
    const cursor = this.#cursor;
    this.#skipToToken();
    if (this.#options.closesEarly) closeBrackets(this.#layout);
    this.#layout.closeDownTo(cursor.column);
    const code = cursor.code();
    if (cursor.at === cursor.lineStart) {
      if (code === 0x25) {
        this.#directive();
        return true;
      }
      if (cursor.isAtMarker()) return code === 0x2e ? this.#dots() : this.#separatorWithin();
    }
    if (code !== 0) this.#token(code);
    else if (cursor.at < cursor.length) cursor.at++;
    else return false;
    return true;
  }

  #token(code: number): void {
    const { isInFlow } = this.#layout;
    const next = this.#cursor.code(1);
    switch (code) {
      case 0x5b:
        this.#openBracket(tokens.flowSeqStart);
        break;
      case 0x7b:
        this.#openBracket(tokens.flowMapStart);
        break;
      case 0x5d:
        this.#closeBracket(tokens.flowSeqEnd);
        break;
      case 0x7d:
        this.#closeBracket(tokens.flowMapEnd);
        break;
      case 0x2c:
        this.#comma();
        break;
      case 0x2d:
        if (endsWord(next)) this.#dash();
        else this.#plain();
        break;
      case 0x3f:
        if (isInFlow || endsWord(next)) this.#questionMark();
        else this.#plain();
        break;
      case 0x3a:
        if (isInFlow || endsWord(next)) scanColon(this.#layout);
        else this.#plain();
        break;
      case 0x2a:
        scanName(this.#layout, tokens.alias, this.#scanPlain);
        break;
      case 0x26:
        scanName(this.#layout, tokens.anchor, this.#scanPlain);
        break;
      case 0x21:
        scanTag(this.#layout);
        break;
      case 0x7c:
      case 0x3e:
        if (isInFlow) this.#sign();
        else this.#blockText();
        break;
      case 0x27:
      case 0x22:
        this.#quoted();
        break;
      case 0x25:
      case 0x40:
      case 0x60:
      case tab:
        this.#sign();
        break;
      default:
        this.#plain();
        break;
    }
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      const code = cursor.code();
      if (code === 0x20) cursor.at++;
      else if (code === tab) this.#tabs();
      else if (code === 0x23) cursor.skipLine();
      else if (isBreak(code)) {
        cursor.skipBreak();
        if (!this.#layout.isInFlow) this.#layout.mayBeKey = true;
      } else if (code === byteOrderMark && this.#isAtBeginning()) {
        // Noted with the other invisible characters. It takes no column.
        cursor.lineStart = ++cursor.at;
      } else return;
    }
  }

  #isAtBeginning(): boolean {
    return this.#cursor.at === this.#cursor.lineStart && this.#layout.tokens.length === 0;
  }

  /** Where a key may begin, a tab cannot stand. */
  #tabs(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.skipBlanks();
    if (!this.#layout.isInFlow && this.#layout.mayBeKey) cursor.noteLocal('tab', start, cursor.at);
  }

  #directive(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.skipLine();
    cursor.noteLocal('directive', start, cursor.at);
  }

  /** The line that ends a document. Behind it nothing is read. */
  #dots(): boolean {
    const cursor = this.#cursor;
    if (this.#layout.tokens.length === 0) cursor.noteLocal('dots', cursor.at, cursor.at + 3);
    cursor.at += 3;
    cursor.skipBlanks();
    const rest = cursor.at;
    cursor.skipLine();
    if (cursor.at > rest && cursor.text.charCodeAt(rest) !== 0x23)
      cursor.noteLocal('dropped', rest, cursor.at);
    return false;
  }

  /** A separator is a document of its own: one within a document stands behind something that only looks blank. */
  #separatorWithin(): boolean {
    const cursor = this.#cursor;
    cursor.note('dropped', cursor.at, cursor.at + 3);
    cursor.at += 3;
    return true;
  }

  /** A sign that no value can begin with: read as if it were in quotes. */
  #sign(): void {
    const cursor = this.#cursor;
    cursor.noteLocal('sign', cursor.at, cursor.at + 1);
    this.#plain();
  }

  #openBracket(type: TokenType): void {
    const layout = this.#layout;
    layout.expectKey();
    layout.brackets.push(layout.pushSign(type));
    layout.key.isPossible = false;
    layout.mayBeKey = true;
  }

  #closeBracket(type: TokenType): void {
    const layout = this.#layout;
    layout.forgetKey();
    layout.brackets.pop();
    layout.mayBeKey = false;
    layout.pushSign(type);
  }

  #comma(): void {
    const layout = this.#layout;
    layout.forgetKey();
    layout.mayBeKey = true;
    layout.pushSign(tokens.comma);
  }

  #dash(): void {
    const layout = this.#layout;
    const cursor = this.#cursor;
    if (!layout.isInFlow) {
      if (!layout.mayBeKey) cursor.note('dash behind text', cursor.at, cursor.at + 1);
      if (layout.opens(cursor.column)) layout.push(tokens.seqStart, cursor.at, cursor.at);
    }
    layout.forgetKey();
    layout.mayBeKey = true;
    layout.pushSign(tokens.entry);
  }

  #questionMark(): void {
    const layout = this.#layout;
    const cursor = this.#cursor;
    if (!layout.isInFlow && !layout.mayBeKey) {
      cursor.note('question mark', cursor.at, cursor.at + 1);
    }
    const opensMap = layout.opens(cursor.column);
    layout.forgetKey();
    layout.mayBeKey = !layout.isInFlow;
    layout.pushSign(tokens.key).opensMap = opensMap;
  }

  #blockText(): void {
    const layout = this.#layout;
    const cursor = this.#cursor;
    layout.forgetKey();
    layout.mayBeKey = true;
    const style = cursor.code() === 0x7c ? styles.literal : styles.folded;
    const token = layout.push(tokens.scalar, cursor.at, cursor.at, '', style);
    const { value, end } = scanBlockText(cursor, layout.indent);
    token.value = value;
    token.end = end;
  }

  #quoted(): void {
    const layout = this.#layout;
    const cursor = this.#cursor;
    layout.expectKey();
    layout.mayBeKey = false;
    const style = cursor.code() === 0x27 ? styles.single : styles.double;
    const token = layout.push(tokens.scalar, cursor.at, cursor.at, '', style);
    const { isJson, closesEarly } = this.#options;
    const options = { isJson, isInFlow: layout.isInFlow, isCut: false };
    const { lineStart } = cursor;
    const problems = cursor.problems.length;
    token.value = scanQuoted(cursor, options);
    if (closesEarly && cursor.lineStart > lineStart && !closesCleanly(cursor)) {
      cursor.at = token.start;
      cursor.lineStart = lineStart;
      cursor.problems.length = problems;
      token.value = scanQuoted(cursor, { ...options, isCut: true });
    }
    token.end = cursor.at;
  }

  #plain(): void {
    const layout = this.#layout;
    const cursor = this.#cursor;
    layout.expectKey();
    layout.mayBeKey = false;
    const token = layout.push(tokens.scalar, cursor.at, cursor.at);
    const { value, end, endsLine } = scanPlain(cursor, layout.indent, layout.isInFlow);
    token.value = value;
    token.end = end;
    if (endsLine) layout.mayBeKey = true;
    if (end === token.start) cursor.at++;
  }
}

/** Whether nothing follows a text in quotes that cannot follow it. */
function closesCleanly({ text, at: from, length }: TextCursor): boolean {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  const code = at < length ? text.charCodeAt(at) : 0;
  return code === 0 || isBreak(code) || ':#,]}'.includes(text.charAt(at));
}
