/** What reads the configuration in a text: its entries, and where in it a cursor is. */
import type { ConfigEntry } from '../configEntry.ts';
import type { Span } from '../../yaml/node.ts';

/** Where somebody types in a text. */
export interface TextCursor {
  /** What is typed: a key, the value of a key, or the name of a section. */
  readonly typed: 'key' | 'value' | 'section';
  /** Of a value: the key that it belongs to, as the program knows it. */
  readonly key?: string;
  /** Of a key: what of it stands further out. */
  readonly prefix?: string;
  /** What a new key is written between, up to where its value begins. */
  readonly around: readonly [before: string, after: string];
  /** The value has quotes in this language, unless it is a number or a word of the language. */
  readonly isQuoted?: boolean;
  /** What an item replaces. */
  readonly span: Span;
}

export interface TextReader {
  /** `span`: whole lines of the text, whatever their indentation. */
  entries(text: string, span: Span): ConfigEntry[];
  /** Undefined where nothing can be offered: in a comment, in a part that is none of a key's. */
  cursor(text: string, span: Span, offset: number): TextCursor | undefined;
}

/** The line of a text that holds an offset, within a span. */
export function lineAt(text: string, [start, end]: Span, offset: number): Span {
  const before = text.lastIndexOf('\n', offset - 1) + 1;
  const after = text.indexOf('\n', offset);
  return [Math.max(start, before), after === -1 ? end : Math.min(after, Math.max(end, offset))];
}

/** The lines of a part of a text, without their ends. */
export function* linesIn(text: string, [start, end]: Span): Generator<Span> {
  for (let from = start; from < end;) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 || newline > end ? end : newline;
    yield [from, to];
    from = to + 1;
  }
}
