import { splitDocuments } from '../../../shared/splitDocuments.ts';
import { ManifestDocument, type Position, type Range } from './manifestDocument.ts';

export interface TextChange {
  /** Absent: the whole text is replaced. */
  range?: Range;
  text: string;
}

/**
 * An open file as the list of its documents; the text is never kept in one piece. A change is cut and joined inside
 * the documents that it touches, all others stay the same objects and only move.
 */
export class ManifestFile {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  #documents: ManifestDocument[] = [];
  #nextId: () => number;

  constructor(
    uri: string,
    languageId: string,
    version: number,
    text: string,
    nextId: () => number,
  ) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.#nextId = nextId;
    this.#replace(0, 0, text);
  }

  get documents(): readonly ManifestDocument[] {
    return this.#documents;
  }

  get text(): string {
    return this.#documents.map((document) => document.text).join('');
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
    return { document, position: { ...position, line: position.line - document.startLine } };
  }

  /** Applies the changes of one `didChange`, each on the result of the one before. */
  update(changes: readonly TextChange[], version: number): void {
    for (const change of changes) {
      if (change.range) this.#edit(change.range, change.text);
      else this.#replace(0, this.#documents.length, change.text);
    }
    this.version = version;
  }

  #edit({ start, end }: Range, text: string): void {
    let first = this.#indexAt(start.line);
    let last = this.#indexAt(end.line);
    const startDocument = this.#documents[first];
    const endDocument = this.#documents[last];
    if (!startDocument || !endDocument) return;
    const from = startDocument.offsetAt({ ...start, line: start.line - startDocument.startLine });
    const to = endDocument.offsetAt({ ...end, line: end.line - endDocument.startLine });
    let before = startDocument.text.slice(0, from);
    let after = endDocument.text.slice(to);
    // The line that separates two documents may come into being or go: its neighbours are cut anew with it.
    const previous = this.#documents[first - 1];
    if (previous && start.line === startDocument.startLine) {
      before = previous.text + before;
      first--;
    }
    const next = this.#documents[last + 1];
    if (next && !next.text.startsWith('---')) {
      after += next.text;
      last++;
    }
    this.#replace(first, last + 1, before + text + after);
  }

  /** Puts the documents of `text` in the place of those from `first` up to `end`, keeping those whose text is the same. */
  #replace(first: number, end: number, text: string): void {
    const old = new Map(
      this.#documents.slice(first, end).map((document) => [document.text, document]),
    );
    const documents = splitDocuments(text).map((part) => {
      const same = old.get(part);
      old.delete(part);
      return same ?? new ManifestDocument(part, this.#nextId());
    });
    this.#documents.splice(first, end - first, ...documents);
    const before = this.#documents[first - 1];
    let startLine = before ? before.startLine + before.lineCount : 0;
    for (const document of this.#documents.slice(first)) {
      document.startLine = startLine;
      startLine += document.lineCount;
    }
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
