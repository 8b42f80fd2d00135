/**
 * Files of Hadoop and Hive: `<configuration>` with properties of name and value. As much of XML as they have, and read on behind what
 * no parser takes, so that text that is being typed has its properties, too.
 */
import { nearest } from '../../formats/nearest.ts';
import type { Span } from '../../yaml/node.ts';

export interface HadoopProperty {
  readonly name: string;
  readonly nameSpan: Span;
  /** Without the blanks around it; undefined where there is none. */
  readonly valueSpan: Span | undefined;
}

export interface Remark {
  readonly span: Span;
  readonly message: string;
}

export interface HadoopFile {
  readonly properties: readonly HadoopProperty[];
  /** The first thing that no parser takes. */
  readonly fault?: Remark;
  /** What Hadoop passes over. */
  readonly unread: readonly Remark[];
}

/** Reads once from the front to the back. */
export function readHadoopXml(text: string, [start, end]: Span = [0, text.length]): HadoopFile {
  const reader = new Reader(text);
  for (const piece of piecesIn(text, start, end)) reader.read(piece);
  return reader.finish();
}

interface Tag {
  readonly type: 'open' | 'close';
  readonly name: string;
  readonly span: Span;
  readonly isEmpty: boolean;
  readonly attributes: string;
}

type Piece =
  | Tag
  | { readonly type: 'text'; readonly span: Span }
  | { readonly type: 'instruction'; readonly span: Span }
  | { readonly type: 'fault'; readonly fault: Remark };

function* piecesIn(text: string, start: number, end: number): Generator<Piece> {
  let from = start;
  while (from < end) {
    const at = text.indexOf('<', from);
    const textEnd = at === -1 || at >= end ? end : at;
    if (textEnd > from) yield { type: 'text', span: [from, textEnd] };
    if (textEnd === end) return;
    const next = endOfMarkup(text, at, end);
    if (next === undefined) {
      yield faultAt([at, at + 1], 'what begins with < does not end');
      return;
    }
    const written = text.slice(at, next);
    const tag = tagIn(written, at);
    if (tag) yield tag;
    else if (/^<[!?]/.test(written)) yield { type: 'instruction', span: [at, next] };
    else yield faultAt([at, at + 1], 'a tag begins with <: write &lt; for the sign itself');
    from = tag || /^<[!?]/.test(written) ? next : at + 1;
  }
}

function faultAt(span: Span, message: string): Piece {
  return { type: 'fault', fault: { span, message } };
}

/** Undefined where it does not end; the next tag ends one that is being typed. */
function endOfMarkup(text: string, start: number, limit: number): number | undefined {
  const closing = text.startsWith('<!--', start)
    ? '-->'
    : text.startsWith('<![CDATA[', start)
      ? ']]>'
      : /^<[!?]/.test(text.slice(start, start + 2))
        ? '>'
        : undefined;
  if (closing !== undefined) {
    const end = text.indexOf(closing, start);
    return end === -1 || end >= limit ? undefined : end + closing.length;
  }
  // What is looked at is passed over: many signs without an end are no more work than their text.
  const inside = /[^<>]*/y;
  inside.lastIndex = start + 1;
  const last = start + 1 + (inside.exec(text)?.[0].length ?? 0);
  if (last >= limit) return undefined;
  return text[last] === '>' ? last + 1 : last;
}

function tagIn(written: string, at: number): Tag | undefined {
  const [all, slash = '', name, attributes = ''] =
    /^<(\/?)([A-Za-z_][\w:.-]*)((?:[\s/][^<]*)?)>$/.exec(written) ?? [];
  if (all === undefined || name === undefined) return undefined;
  const span: Span = [at, at + all.length];
  const type = slash === '' ? 'open' : 'close';
  return { type, name, span, isEmpty: attributes.endsWith('/'), attributes };
}

/** A property as far as it has been read. */
interface OpenProperty {
  readonly span: Span;
  /** Name and value may be attributes, and elements may be included. */
  readonly isOther: boolean;
  name?: { readonly text: string; readonly span: Span };
  value?: Span;
}

class Reader {
  readonly #text: string;
  readonly #open: Tag[] = [];
  /** How many of a name are open. */
  readonly #counts = new Map<string, number>();
  readonly #properties: HadoopProperty[] = [];
  readonly #unread: Remark[] = [];
  #fault: Remark | undefined;
  #property: OpenProperty | undefined;
  #hasOwnEntities = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(piece: Piece): void {
    if (piece.type === 'fault') this.#fault ??= piece.fault;
    else if (piece.type === 'instruction') {
      if (this.#text.slice(...piece.span).startsWith('<!DOCTYPE')) this.#hasOwnEntities = true;
    } else if (piece.type === 'text') this.#readText(piece.span);
    else if (piece.type === 'open') this.#begin(piece);
    else this.#end(piece);
  }

  finish(): HadoopFile {
    this.#endProperty();
    const [first] = this.#open;
    if (first)
      this.#fault ??= remark(first.span, `<${first.name}> does not end: add </${first.name}>`);
    const fault = this.#fault;
    return { properties: this.#properties, unread: this.#unread, ...(fault && { fault }) };
  }

  #readText([from, to]: Span): void {
    if (this.#fault || this.#hasOwnEntities) return;
    const bare = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/.exec(
      this.#text.slice(from, to),
    );
    if (!bare) return;
    const at = from + bare.index;
    this.#fault = remark([at, at + 1], 'no parser of XML takes a bare &: write &amp;');
  }

  #begin(tag: Tag): void {
    const { name, span, isEmpty, attributes } = tag;
    if (this.#open.length === 0 && name !== 'configuration')
      this.#fault ??= remark(span, 'everything stands in <configuration>: write that around it');
    this.#noteSlip(tag);
    if (name === 'property') {
      // One that is not closed yet ends where the next one begins.
      this.#endProperty();
      this.#property = { span, isOther: attributes.trim() !== '' };
    }
    if (!isEmpty) this.#push(tag);
    else if (name === 'property') this.#endProperty();
    else if (name === 'value' && this.#property) this.#property.value ??= [span[1], span[1]];
  }

  #end({ name, span }: Tag): void {
    const last = this.#open.at(-1);
    if (last?.name !== name)
      this.#fault ??= remark(
        span,
        last
          ? `</${name}> stands where </${last.name}> has to`
          : `</${name}> ends what has not begun`,
      );
    // It may end something further out.
    if (this.#isOpen(name)) while (this.#close() !== name);
    if (name === 'property') this.#endProperty();
    else if (last?.name === name && this.#property)
      this.#readPart(this.#property, name, [last.span[1], span[0]]);
  }

  #isOpen(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  #push(tag: Tag): void {
    this.#open.push(tag);
    this.#counts.set(tag.name, (this.#counts.get(tag.name) ?? 0) + 1);
  }

  #close(): string | undefined {
    const name = this.#open.pop()?.name;
    if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 0) - 1);
    return name;
  }

  #readPart(property: OpenProperty, name: string, content: Span): void {
    const span = withoutBlanks(this.#text, content);
    if (name === 'name') property.name = { text: this.#text.slice(...span), span };
    if (name === 'value') property.value = span;
  }

  #endProperty(): void {
    const property = this.#property;
    this.#property = undefined;
    if (!property) return;
    const { name, value, span, isOther } = property;
    if (name) this.#properties.push({ name: name.text, nameSpan: name.span, valueSpan: value });
    const [lastUnread = -1] = this.#unread.at(-1)?.span ?? [];
    if (isOther || (name && value) || lastUnread > span[0]) return;
    const missing = name ? 'value' : 'name';
    this.#unread.push(remark(span, `Hadoop passes over a property without <${missing}>: add it`));
  }

  #noteSlip({ name, span }: Tag): void {
    if (name.includes(':') || names.includes(name)) return;
    const meant = nearest(name, names);
    if (meant === undefined || isWithoutEffect(meant)) return;
    this.#unread.push(remark(span, `Hadoop passes over <${name}>: write <${meant}>`));
  }
}

function remark(span: Span, message: string): Remark {
  return { span, message };
}

/** What Hadoop reads, and what it is used to pass over. */
const names = [
  ...[
    'configuration',
    'property',
    'name',
    'value',
    'final',
    'source',
    'tag',
    'include',
    'fallback',
  ],
  ...['description', 'deprecated', 'display-name', 'value-attributes'],
];

function isWithoutEffect(name: string): boolean {
  return names.indexOf(name) > names.indexOf('final');
}

function withoutBlanks(text: string, [start, end]: Span): Span {
  const content = text.slice(start, end);
  const from = start + content.length - content.trimStart().length;
  return [from, Math.max(from, start + content.trimEnd().length)];
}
