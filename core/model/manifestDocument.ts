import { gvkFrom, type GroupVersionKind } from '../../shared/gvk.ts';
import { readTypeMeta, type WrittenTypeMeta } from './writtenTypeMeta.ts';
import { withoutOldBreaks } from '../yaml/lines.ts';
import { get, text as textOf, type Node, type Span } from '../yaml/node.ts';
import { parseTemplate } from '../placeholders/unquoted.ts';
import { leftOut, type LeftOut, type ParsedManifest } from '../yaml/parse.ts';
import { objectsUnder, type ManifestObject, type ObjectIdentity } from './objects.ts';
import type { TreeCache } from './treeCache.ts';

export interface Position {
  line: number;
  character: number;
}
export interface Range {
  start: Position;
  end: Position;
}

/**
 * One YAML document of a file: the unit of all work. Immutable but for its place in the file, so everything learned
 * from its text is kept as long as the text stays the same. Offsets and lines count from the document's own start.
 */
export class ManifestDocument {
  /** The text as the client sent it: what edits are applied to. */
  readonly raw: string;
  /** The text that all work is done on: as long as `raw`, with `\n` where a carriage return alone ends a line. */
  readonly text: string;
  /** Unique per text and never reused: the version under which others may cache. */
  readonly id: number;
  /** First line of the document in its file. Only the file moves it. */
  startLine = 0;
  /** Where the text begins in that line: behind a byte order mark, else at its start. */
  startCharacter = 0;
  /** Whether a separator stands at its start. */
  readonly isSeparated: boolean;
  readonly #trees: TreeCache | undefined;
  readonly #implied: GroupVersionKind | undefined;
  #typeMeta: WrittenTypeMeta | undefined;
  #gvk: { readonly value: GroupVersionKind | undefined } | undefined;
  #lineStarts: number[] | undefined;
  #parsed: ParsedManifest | undefined;
  #objects: readonly ManifestObject[] | undefined;
  #identities: readonly ObjectIdentity[] | undefined;
  /** Made with the first of them: a file may have hundreds of thousands of documents that say nothing. */
  #memos: Map<symbol, unknown> | undefined;

  /** Without a cache it keeps its tree for itself. `implied`: what it is where it does not say so. */
  constructor(raw: string, id: number, trees?: TreeCache, implied?: GroupVersionKind) {
    this.#trees = trees;
    this.#implied = implied;
    this.raw = raw;
    this.text = withoutOldBreaks(raw);
    this.isSeparated = this.text.startsWith('---');
    this.id = id;
  }

  get typeMeta(): WrittenTypeMeta {
    return (this.#typeMeta ??= this.#readTypeMeta());
  }

  /** Group, version and kind once both are typed in a form that Kubernetes reads, or as the file's name says. */
  get gvk(): GroupVersionKind | undefined {
    return (this.#gvk ??= { value: this.#readGvk() }).value;
  }

  /** Whether both are written, in whatever form. */
  get isTyped(): boolean {
    const { apiVersion, kind } = this.typeMeta;
    return apiVersion !== undefined && kind !== undefined;
  }

  /** Known without reading it. */
  get isTooLong(): boolean {
    return this.text.length > maxLength;
  }

  /** Why it is not read on every keystroke, if so: it has no tree, and one report says so. */
  get leftOut(): LeftOut | undefined {
    return this.parsed.leftOut;
  }

  get root(): Node | undefined {
    return this.parsed.root;
  }

  /** Whether its tree holds what the text says: where it has faults, they end on their lines, as that of a key that is being typed. */
  get isReadable(): boolean {
    const { leftOut, problems } = this.parsed;
    return !leftOut && problems.every(({ isLocal }) => isLocal);
  }

  get parsed(): ParsedManifest {
    this.#trees?.use(this);
    return (this.#parsed ??= this.isTooLong ? leftOut('too long') : parseTemplate(this.text));
  }

  /** The objects that the document holds, those of a `List` one by one; none while it does not say what it is. */
  get objects(): readonly ManifestObject[] {
    const { root, gvk } = this;
    return (this.#objects ??= root && gvk ? objectsUnder(root, gvk) : []);
  }

  /** What its objects are, in their order: kept where the tree is let go. */
  get identities(): readonly ObjectIdentity[] {
    this.#identities ??= this.objects.map(({ gvk, name, namespace }) => ({ gvk, name, namespace }));
    return this.#identities;
  }

  /** Number of line breaks in the text. */
  get lineCount(): number {
    return this.#starts.length - 1;
  }

  positionAt(offset: number): Position {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length;
    while (low < high - 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const start = starts[low] ?? 0;
    // Between the halves of a line break there is no place: it is the end of the line.
    const end = this.text.charCodeAt(offset) === 0x0a ? lineEnd(this.text, offset, start) : offset;
    return { line: low, character: end - start };
  }

  /** Clamped to the line's end, as LSP asks. */
  offsetAt({ line, character }: Position): number {
    const starts = this.#starts;
    const start = starts[line];
    if (start === undefined) return line < 0 ? 0 : this.text.length;
    const next = starts[line + 1];
    const end = next === undefined ? this.text.length : lineEnd(this.text, next - 1, start);
    return Math.min(start + Math.max(character, 0), end);
  }

  /** Range in the document's own lines. */
  rangeOf([start, end]: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(Math.max(start, end)) };
  }

  /** Range in the file's lines. */
  fileRangeOf(span: Span): Range {
    return this.toFile(this.rangeOf(span));
  }

  toFile({ start, end }: Range): Range {
    return { start: this.toFilePosition(start), end: this.toFilePosition(end) };
  }

  /** A place in the document as a place in its file. */
  toFilePosition({ line, character }: Position): Position {
    return {
      line: line + this.startLine,
      character: line === 0 ? character + this.startCharacter : character,
    };
  }

  /** A place in the file as a place in the document, at its start where it lies before. */
  fromFilePosition({ line, character }: Position): Position {
    const own = line - this.startLine;
    return {
      line: own,
      character: own === 0 ? Math.max(character - this.startCharacter, 0) : character,
    };
  }

  /** Text of one of its lines, without the line break. */
  lineText(line: number): string {
    const start = this.#starts[line];
    if (start === undefined) return '';
    const next = this.#starts[line + 1];
    return this.text.slice(
      start,
      next === undefined ? undefined : lineEnd(this.text, next - 1, start),
    );
  }

  /** A value computed from the text once and kept with it. */
  memo<T>(key: symbol, compute: () => T): T {
    const memos = (this.#memos ??= new Map<symbol, unknown>());
    const known: unknown = memos.get(key);
    if (known !== undefined || memos.has(key)) return known as T;
    const value = compute();
    memos.set(key, value);
    return value;
  }

  /** A part of its text as a document of its own. */
  part(text: string): ManifestDocument {
    return new ManifestDocument(text, this.id, this.#trees);
  }

  /** Drops the syntax tree, which is some thirty times the text, and keeps the results. */
  forgetTree(): void {
    this.#parsed = undefined;
    this.#objects = undefined;
  }

  get #starts(): number[] {
    return (this.#lineStarts ??= lineStarts(this.text));
  }

  #readGvk(): GroupVersionKind | undefined {
    const { apiVersion, kind } = this.typeMeta;
    const isUnsaid = apiVersion === undefined && kind === undefined;
    return isUnsaid ? this.#implied : gvkFrom(apiVersion?.value, kind?.value);
  }

  #readTypeMeta(): WrittenTypeMeta {
    const typeMeta = readTypeMeta(this.text);
    const { apiVersion, kind } = typeMeta;
    // What an anchor, a tag or a block scalar (`kind: &kind Pod`) comes to, only the parser knows.
    const isPlain = ![apiVersion, kind].some((field) => field && /^[&!|>]/.test(field.value));
    if (isPlain && (apiVersion || kind || !inBraces.test(this.text))) return typeMeta;
    const { root } = this;
    if (!root) return { ...typeMeta, ...firstFieldIn(this.text) };
    return {
      ...typeMeta,
      ...fieldOf(root, 'apiVersion'),
      ...fieldOf(root, 'kind'),
      hasMetadata: get(root, 'metadata') !== undefined,
      hasSpec: get(root, 'spec') !== undefined,
    };
  }
}

/** Begins with a flow mapping, such as JSON, below comments perhaps. */
const inBraces = /^(?:---)?(?:\s|#[^\n]*\n)*\{/;

/** Characters; a parse of that much takes less than a second. A ConfigMap may hold a mebibyte, which base64 makes a third longer. */
const maxLength = 1_500_000;

function fieldOf(root: Node | undefined, name: 'apiVersion' | 'kind'): Partial<WrittenTypeMeta> {
  const node = get(root, name);
  const value = textOf(node);
  if (!node || value === undefined) return {};
  return { [name]: { value, start: node.span[0], end: node.span[1] } };
}

/**
 * The field that JSON begins with where it is too much to be read. Programs write apiVersion or kind first; a file that begins
 * with neither is hardly a manifest.
 */
function firstFieldIn(text: string): Partial<WrittenTypeMeta> {
  const [head, name, value = ''] =
    /^(?:---)?\s*\{\s*"(apiVersion|kind)"\s*:\s*"([^"\\\n]*)(?=")/.exec(text) ?? [];
  if (head === undefined || name === undefined) return {};
  return { [name]: { value, start: head.length - value.length, end: head.length } };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineEnd(text: string, newline: number, start: number): number {
  return newline > start && text.charCodeAt(newline - 1) === 0x0d ? newline - 1 : newline;
}
