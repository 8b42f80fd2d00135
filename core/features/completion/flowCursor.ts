/** The cursor between brackets: flow mappings and lists of YAML, and JSON manifests. Reads text that is not closed yet. */
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import { maxNesting } from '../../yaml/parse.ts';
import { scanUp } from './blockCursor.ts';
import type { Cursor } from './cursor.ts';
import { blockLines, dashColumns, indentOf, plainKey, readLength, untabbed } from './lines.ts';

/** One bracket that is open at the cursor. */
interface Frame {
  readonly isMap: boolean;
  readonly keys: Set<string>;
  /** Key whose value comes next, or which was just read. */
  key?: string;
  index: number;
  state: 'key' | 'value';
  /** Line in which a value was completed: what follows in another line is a key whose comma is missing. */
  doneLine?: number;
}

/** Where the outermost bracket stands. */
interface Opening {
  readonly line: number;
  readonly indent: number;
  readonly marks: string;
  readonly key?: string;
}

interface Token {
  readonly start: number;
  readonly quote: '' | '"' | "'";
}

const flowStart = new RegExp(
  `^( *)((?:- +)*)(?!- )(?:(?:"([^"]*)"|'([^']*)'|(${plainKey}))[ \\t]*:[ \\t]+)?(?:[&!]\\S+[ \\t]+)*(?=[[{])`,
);

/** Undefined outside of brackets, `nothing` where nothing can be typed between them. */
export function flowCursor(
  document: ManifestDocument,
  position: Position,
): Cursor | 'nothing' | undefined {
  const offset = document.offsetAt(position);
  if (!/[[{]/.test(document.text.slice(0, offset))) return undefined;
  const reader = new FlowReader(document, position);
  reader.read();
  const frame = reader.frames.at(-1);
  const { opening } = reader;
  if (!frame || !opening || blockLines(document).has(position.line)) return undefined;
  if (reader.isInComment || reader.isDone(frame, position.line)) return 'nothing';
  const dashes = dashColumns(opening.indent, opening.marks);
  const column = opening.indent + opening.marks.length;
  const scan = scanUp(document, opening.line, column, dashes);
  if (!scan) return 'nothing';
  const steps = reader.frames
    .slice(0, -1)
    .map((each) => (each.isMap ? (each.key ?? '') : each.index));
  const path = [...scan.path, ...(opening.key === undefined ? [] : [opening.key]), ...steps];
  const line = document.lineText(position.line);
  const { start, quote } = reader.token ?? { start: position.character, quote: '' as const };
  const isValue = !frame.isMap || frame.state === 'value';
  const word = quote === '' ? /^[^\s,[\]{}#"':]*/ : /^[^"'\\]*/;
  const after = word.exec(line.slice(position.character))?.[0] ?? '';
  const closing = quote !== '' && line[position.character + after.length] === quote ? 1 : 0;
  // A quote that nothing closes reaches over the rest of the line: only what is before the cursor is the word.
  const behind = quote !== '' && closing === 0 ? 0 : after.length + closing;
  const end = position.character + behind;
  const text = document.text.slice(offset + behind);
  return {
    path: frame.isMap ? path : [...path, frame.index],
    ...(frame.isMap && isValue && { valueKey: frame.key ?? '' }),
    isItem: !frame.isMap,
    word: line.slice(start + quote.length, end - closing),
    quote,
    start,
    end,
    pad: isValue && frame.isMap && line.slice(0, start).endsWith(':') ? ' ' : '',
    column,
    hasColon: !isValue && /^[ \t]*:/.test(text),
    siblings: new Set([...frame.keys, ...(frame.isMap ? keysAhead(text) : [])]),
    style: /^(?:---)?\s*[[{]/.test(document.text) ? 'json' : 'flow',
  };
}

class FlowReader {
  readonly frames: Frame[] = [];
  opening: Opening | undefined;
  /** The word that reaches up to the cursor. */
  token: Token | undefined;
  isInComment = false;
  #isTooDeep = false;
  readonly #document: ManifestDocument;
  readonly #to: Position;

  constructor(document: ManifestDocument, to: Position) {
    this.#document = document;
    this.#to = to;
  }

  read(): void {
    const blocks = blockLines(this.#document);
    for (let number = 0; number <= this.#to.line && !this.#isTooDeep; number++) {
      const isLast = number === this.#to.line;
      const full = this.#document.lineText(number);
      const text = isLast ? full.slice(0, this.#to.character) : full;
      if (this.frames.length > 0 && this.#isLeft(text)) this.frames.length = 0;
      let at = 0;
      if (this.frames.length === 0) {
        if (blocks.has(number)) continue;
        const start = this.#start(text, number);
        if (start === undefined) continue;
        at = start;
      }
      this.#line(text, at, number, isLast);
    }
  }

  /** The value is there already, or the word in quotes is closed. */
  isDone(frame: Frame, line: number): boolean {
    if (this.token === undefined && frame.doneLine === line) return true;
    if (this.token === undefined) this.#beforeToken(frame, line);
    return false;
  }

  /** A line of block YAML that is not deeper than the one with the bracket: nobody closed it. */
  #isLeft(text: string): boolean {
    const { opening } = this;
    if (!opening || (opening.key === undefined && opening.marks === '')) return false;
    return indentOf(text) <= opening.indent && /^\s*(?:- |[\w./-]+:(?:\s|$)|---|\w*$)/.test(text);
  }

  #start(text: string, line: number): number | undefined {
    const content = text.slice(0, readLength).replace(/^---(?=[ \t[{])/, '   ');
    const match = flowStart.exec(untabbed(content));
    if (!match) return undefined;
    const [whole, spaces = '', marks = '', double, single, plain] = match;
    const key = double ?? single ?? plain;
    this.opening = { line, indent: spaces.length, marks, ...(key !== undefined && { key }) };
    return whole.length - (untabbed(content).length - content.length);
  }

  #line(text: string, from: number, number: number, isLast: boolean): void {
    this.token = undefined;
    this.isInComment = false;
    for (let at = from; at < text.length;) {
      const character = text[at] ?? '';
      const frame = this.frames.at(-1);
      if (character === '{' || character === '[') {
        this.#beforeToken(frame, number);
        this.#push(character === '{');
        if (this.#isTooDeep) return;
        at++;
      } else if (!frame) {
        return;
      } else if (character === '}' || character === ']') {
        this.frames.pop();
        this.#value(number);
        at++;
      } else if (character === ',') {
        this.#comma(frame);
        at++;
      } else if (character === ':') {
        frame.state = 'value';
        delete frame.doneLine;
        at++;
      } else if (character === '#' && /(^|\s)$/.test(text.slice(0, at))) {
        this.isInComment = isLast;
        return;
      } else if (/\s/.test(character)) {
        at++;
      } else {
        this.#beforeToken(frame, number);
        at = this.#scalar(frame, text, at, number, isLast);
      }
    }
  }

  #scalar(frame: Frame, text: string, at: number, number: number, isLast: boolean): number {
    const rest = text.slice(at);
    const quote = rest.startsWith('"') ? '"' : rest.startsWith("'") ? "'" : '';
    const [whole = rest] =
      (quote === '"'
        ? /^"(?:[^"\\]|\\.)*"/
        : quote === "'"
          ? /^'(?:[^']|'')*'/
          : /^(?:[^,[\]{}:\s]|:(?=[^\s,[\]{}])|[ \t]+(?=[^\s#,[\]{}:]))+/
      ).exec(rest) ?? [];
    const end = at + whole.length;
    const isOpen = quote !== '' && !(whole.length > 1 && whole.endsWith(quote));
    if (isLast && end === text.length && (isOpen || quote === '')) {
      this.token = { start: at, quote };
      return end;
    }
    const value = quote === '' ? whole.trimEnd() : whole.slice(1, isOpen ? undefined : -1);
    if (frame.isMap && frame.state === 'key') {
      frame.key = value;
      if (/^\s*:/.test(text.slice(end))) frame.keys.add(value);
      frame.doneLine = number;
    } else {
      this.#value(number);
    }
    return Math.max(end, at + 1);
  }

  /** A document that is nested deeper is not read: nothing is known about its places. */
  #push(isMap: boolean): void {
    if (this.frames.length >= maxNesting) {
      this.#isTooDeep = true;
      this.frames.length = 0;
      return;
    }
    this.frames.push({ isMap, keys: new Set(), index: 0, state: isMap ? 'key' : 'value' });
  }

  #comma(frame: Frame): void {
    delete frame.doneLine;
    if (frame.isMap) {
      frame.state = 'key';
      delete frame.key;
    } else frame.index++;
  }

  #value(number: number): void {
    const frame = this.frames.at(-1);
    if (frame) frame.doneLine = number;
  }

  /** A new line behind a finished value: the comma is still to be typed. */
  #beforeToken(frame: Frame | undefined, number: number): void {
    if (frame?.doneLine === undefined || frame.doneLine === number) return;
    this.#comma(frame);
  }
}

/** Keys of the mapping that follow the cursor, up to its bracket. */
function keysAhead(text: string): Set<string> {
  const keys = new Set<string>();
  let depth = 0;
  const pieces =
    /(?<!\\)"((?:[^"\\\n]|\\.)*)"(\s*:)?|'([^'\n]*)'(\s*:)?|[[{]|[\]}]|(?<![\w./-])([\w./-]+)(\s*:)(?=\s)/g;
  for (const match of text.slice(0, 20_000).matchAll(pieces)) {
    const [piece, double, afterDouble, single, afterSingle, plain] = match;
    if (piece === '{' || piece === '[') depth++;
    else if (piece === '}' || piece === ']') {
      if (--depth < 0) break;
    } else if (depth === 0 && (plain ?? afterDouble ?? afterSingle) !== undefined) {
      keys.add(double ?? single ?? plain ?? '');
    }
  }
  return keys;
}
