import { basename } from 'node:path';
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { lineBreakOf, withoutOldBreaks } from '../yaml/lines.ts';
import { documentStarts } from '../yaml/splitDocuments.ts';
import { filePathOf } from '../../shared/uri.ts';
import { impliedKind } from './impliedKind.ts';
import { ManifestDocument, type Position, type Range } from './manifestDocument.ts';
import type { TreeCache } from './treeCache.ts';

export interface TextChange {
  /** Absent: the whole text is replaced. */
  range?: Range;
  text: string;
}

/** What the open files have together. */
export interface SharedByFiles {
  /** A number that no document had before. */
  readonly nextId: () => number;
  readonly trees?: TreeCache;
}

/**
 * An open file as the list of its documents; the text is never kept in one piece. A change is cut and joined inside
 * the documents that it touches, all others stay the same objects and only move.
 */
export class ManifestFile {
  /** As the client spells it. */
  readonly uri: string;
  /** Where it is on disk; undefined for a file that is elsewhere. */
  readonly path: string | undefined;
  readonly languageId: string;
  version: number;
  #documents: ManifestDocument[] = [];
  /** The byte order mark that the file begins with, or nothing. It belongs to no document. */
  #mark = '';
  readonly #memos = new Map<symbol, unknown>();
  readonly #shared: SharedByFiles;
  readonly #implied: GroupVersionKind | undefined;

  constructor(
    uri: string,
    languageId: string,
    version: number,
    text: string,
    shared: SharedByFiles,
  ) {
    this.uri = uri;
    this.path = filePathOf(uri);
    this.languageId = languageId;
    this.version = version;
    this.#shared = shared;
    this.#implied = impliedKind(basename(this.path ?? uri));
    this.#replace(0, 0, text);
  }

  get documents(): readonly ManifestDocument[] {
    return this.#documents;
  }

  /** The text as the client has it. */
  get text(): string {
    return this.#mark + this.#documents.map((document) => document.raw).join('');
  }

  /** The break behind its first line: what is written into the file ends its lines in the same way. */
  get lineBreak(): string {
    const first = this.#documents.find(({ lineCount }) => lineCount > 0);
    return lineBreakOf(first?.raw ?? '');
  }

  /** The nearest place that the file has: in none of its lines, behind a line's end, or not a whole number. */
  clamp({ line, character }: Position): Position {
    const last = this.#documents.at(-1);
    const lastLine = last ? last.startLine + last.lineCount : 0;
    const within = { line: whole(line, lastLine), character: whole(character, maxCharacter) };
    const { document, position } = this.locate(within);
    return document.toFilePosition(document.positionAt(document.offsetAt(position)));
  }

  /** A value computed from the documents once and kept until one of them changes. */
  memo<T>(key: symbol, compute: () => T): T {
    if (!this.#memos.has(key)) this.#memos.set(key, compute());
    return this.#memos.get(key) as T;
  }

  /** The document that holds a line of the file. */
  documentAt(line: number): ManifestDocument {
    const document = this.#documents[this.#indexAt(line)];
    if (!document) throw new Error('a file has at least one document');
    return document;
  }

  /** A place in the file as a place in its document. */
  locate(position: Position): { document: ManifestDocument; position: Position } {
    const document = this.documentAt(position.line);
    return { document, position: document.fromFilePosition(position) };
  }

  /** Applies the changes of one `didChange`, each on the result of the one before. */
  update(changes: readonly TextChange[], version: number): void {
    const merged = changes.length > fewChanges ? this.#merged(changes) : undefined;
    for (const change of merged ? [merged] : changes) {
      if (change.range) this.#edit(change.range, change.text);
      else this.#replace(0, this.#documents.length, change.text);
    }
    this.version = version;
  }

  /**
   * Changes from the end of the file to its beginning, as editors send those of many cursors, as one: each by itself
   * would cut and join its document again. Undefined where they come in another order.
   */
  #merged(changes: readonly TextChange[]): TextChange | undefined {
    const { text } = this;
    const offsetOf = this.#offsets();
    const parts: string[] = [];
    const end = changes[0]?.range?.end;
    let start = end;
    let limit = end && offsetOf(end);
    for (const { range, text: inserted } of changes) {
      if (!range || limit === undefined) return undefined;
      const [from, to] = [offsetOf(range.start), offsetOf(range.end)];
      if (from > to || to > limit) return undefined;
      parts.push(text.slice(to, limit), inserted);
      limit = from;
      start = range.start;
    }
    return start && end && { range: { start, end }, text: parts.reverse().join('') };
  }

  /** Places in the file as offsets into its whole text. */
  #offsets(): (position: Position) => number {
    let length = this.#mark.length;
    const starts = this.#documents.map(({ raw }) => (length += raw.length) - raw.length);
    return (position) => {
      if (isBeforeMark(position)) return 0;
      const index = this.#indexAt(position.line);
      const document = this.#documents[index];
      if (!document) return length;
      return (starts[index] ?? 0) + document.offsetAt(document.fromFilePosition(position));
    };
  }

  #edit({ start, end }: Range, text: string): void {
    let first = this.#indexAt(start.line);
    let last = this.#indexAt(end.line);
    const startDocument = this.#documents[first];
    const endDocument = this.#documents[last];
    if (!startDocument || !endDocument) return;
    let before = startDocument.raw.slice(
      0,
      startDocument.offsetAt(startDocument.fromFilePosition(start)),
    );
    let after = endDocument.raw.slice(endDocument.offsetAt(endDocument.fromFilePosition(end)));
    // The mark is a character of the file: what is typed before it ends its being one.
    if (!isBeforeMark(start)) before = this.#markOf(first) + before;
    else if (isBeforeMark(end)) after = this.#markOf(first) + after;
    // The line that separates two documents may come into being or go: its neighbours are cut anew with it.
    const previous = this.#documents[first - 1];
    if (previous && start.line === startDocument.startLine) {
      before = this.#markOf(first - 1) + previous.raw + before;
      first--;
    }
    // What begins without a separator does so because of what stands before it: dots, or a JSON object.
    const rest: string[] = [];
    for (let next = this.#documents[last + 1]; next; next = this.#documents[last + 1]) {
      if (next.text.startsWith('---')) break;
      rest.push(next.raw);
      last++;
    }
    after += rest.join('');
    this.#replace(first, last + 1, before + text + after);
  }

  /** Puts the documents of `text` in the place of those from `first` up to `end`, keeping those whose text is the same. */
  #replace(first: number, end: number, text: string): void {
    const old = new Map(
      this.#documents.slice(first, end).map((document) => [document.raw, document]),
    );
    if (first === 0) this.#mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    const { nextId, trees } = this.#shared;
    const parts = splitParts(first === 0 ? text.slice(this.#mark.length) : text);
    const documents = parts.map((part) => {
      const same = old.get(part);
      old.delete(part);
      return same ?? new ManifestDocument(part, nextId(), trees, this.#implied);
    });
    this.#documents = [
      ...this.#documents.slice(0, first),
      ...documents,
      ...this.#documents.slice(end),
    ];
    this.#memos.clear();
    const before = this.#documents[first - 1];
    let startLine = before ? before.startLine + before.lineCount : 0;
    for (const document of this.#documents.slice(first)) {
      document.startLine = startLine;
      startLine += document.lineCount;
    }
    const typeMeta = this.#documents[0];
    if (first === 0 && typeMeta) typeMeta.startCharacter = this.#mark.length;
  }

  /** The byte order mark, where a document is the one behind it. */
  #markOf(index: number): string {
    return index === 0 ? this.#mark : '';
  }

  #indexAt(line: number): number {
    let low = 0;
    let high = this.#documents.length;
    while (low < high - 1) {
      const middle = (low + high) >> 1;
      if ((this.#documents[middle]?.startLine ?? 0) <= line) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** What LSP allows in a position at most. */
const maxCharacter = 2 ** 31 - 1;

/** From 0 up to `limit`; 0 for what is no number. */
function whole(value: number, limit: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), 0), limit) : 0;
}

/** So many changes at once are made one by one: they touch few documents. */
const fewChanges = 8;

const byteOrderMark = '\uFEFF';

/** The documents of a text as they were sent. */
function splitParts(raw: string): string[] {
  const starts = documentStarts(withoutOldBreaks(raw));
  return starts.map((start, index) => raw.slice(start, starts[index + 1]));
}

function isBeforeMark({ line, character }: Position): boolean {
  return line === 0 && character === 0;
}
