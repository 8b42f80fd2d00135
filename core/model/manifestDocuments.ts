/**
 * Splits a manifest file into the single objects that are sent to a cluster, one request each.
 * Pure: it says what cannot be sent and why, and leaves the rest of the judgement to the API server.
 */
import { doubledKey } from '../yaml/doubledKey.ts';
import { exactJson } from '../yaml/exactJson.ts';
import { jsonObjectEnd } from '../yaml/jsonObjects.ts';
import { isJsonText } from '../yaml/isJsonText.ts';
import { withoutOldBreaks } from '../yaml/lines.ts';
import { get, items, type Node } from '../yaml/node.ts';
import { mostCharacters, valueOf, writtenSize, type ValueOptions } from '../yaml/nodeValue.ts';
import { parse, type LeftOut } from '../yaml/parse.ts';
import { documentStarts } from '../yaml/splitDocuments.ts';
import { yamlProblemText } from '../yaml/yamlProblemText.ts';
import { isHelmTemplate } from './isTemplate.ts';
import { isRecord } from '../../shared/json.ts';
import { isListKind } from './typeMeta.ts';

export type PathSegment = string | number;

export interface ManifestDocument {
  /** Position among all objects of the file, from 0. */
  readonly index: number;
  /** YAML of this one object; for an item of a List that item alone, as JSON (which is YAML too). */
  readonly text: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  /** Why it cannot be sent, in words for a user. */
  readonly problem?: string;
  /** Where `problem` is, as an offset in the file. */
  readonly problemOffset?: number;
  /** Offsets in the file of the YAML document that it stands in. */
  readonly start: number;
  readonly end: number;
  /** Path from the YAML document to the object: empty, or `['items', 2]` in a List. */
  readonly within: readonly PathSegment[];
}

/** All objects of a file, in order. Documents that are empty or hold comments only are left out. */
export function splitManifest(file: string): ManifestDocument[] {
  const text = withoutOldBreaks(file);
  const documents: ManifestDocument[] = [];
  for (const piece of pieces(text)) {
    if (!hasContent(piece.text)) continue;
    documents.push(...objectsOf(piece, documents.length, text));
  }
  return documents;
}

/** The object as the API server's YAML 1.1 reader sees it; undefined where it does not parse. Large integers are rounded. */
export function parseManifest(text: string): unknown {
  return read(text, { isExact: false });
}

/** The same with every digit: an integer that a JavaScript number would round is a `bigint`. */
export function parseExactManifest(text: string): unknown {
  return read(text, { isExact: true });
}

function read(file: string, options: ValueOptions): unknown {
  const text = onlyDocument(file);
  const { root, problems, leftOut } = parse(text);
  if (leftOut || problems.some(({ isAccepted }) => !isAccepted)) return undefined;
  if (!root) return null;
  return isTooLarge(root, text) ? undefined : valueOf(root, options);
}

/** The document of a file that has comments, a licence perhaps, in front of the line that opens it. */
function onlyDocument(file: string): string {
  if (!/^---/m.test(file)) return file;
  const [first, ...others] = pieces(file).filter(({ text }) => hasContent(text));
  return first && others.length === 0 ? first.text : file;
}

/** Whether its aliases make more of a text than any server takes. */
function isTooLarge(root: Node, text: string): boolean {
  return text.includes('*') && writtenSize(root) > mostCharacters;
}

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The documents of the stream, without the lines that open and end them. */
function pieces(text: string): Piece[] {
  const starts = documentStarts(text);
  return starts.flatMap((from, index) => {
    const whole = text.slice(from, starts[index + 1]);
    const opening = openingOf.exec(whole)?.[0].length ?? 0;
    const body = whole.slice(opening).replace(/(^|\n)\.\.\.(?=[ \t\r\n]|$)[^\n]*\n?$/, '$1');
    return jsonParts(body).map(([at, end]) => {
      const start = from + opening + at;
      return { text: body.slice(at, end), start, end: from + opening + end };
    });
  });
}

/** JSON objects may follow each other within a line. */
function jsonParts(body: string): (readonly [start: number, end: number])[] {
  const parts: (readonly [number, number])[] = [];
  let at = body.search(/\S/);
  while (body[at] === '{') {
    const end = jsonObjectEnd(body, at, body.length);
    if (end === undefined || !isJsonText(body.slice(at, end))) break;
    const next = end + Math.max(body.slice(end).search(/\S|$/), 0);
    parts.push([at, next]);
    at = next;
  }
  return parts.length > 1 && at === body.length ? parts : [[0, body.length]];
}

/** The line that opens a document, as far as nothing of the document stands on it, and byte order marks around it. */
const openingOf =
  /^\uFEFF?(?:---(?:[ \t]+(?=[#\r\n]|$)|(?=[ \t\r\n]|$))(?:(?:#[^\n]*)?\r?\n\uFEFF)?)?/;

/** Anything but blank lines, comments and `%` directives. */
function hasContent(text: string): boolean {
  return /^[ \t]*[^\s#%]|^[ \t]+%/m.test(text);
}

function objectsOf(piece: Piece, firstIndex: number, file: string): ManifestDocument[] {
  const base = { text: piece.text, start: piece.start, end: piece.end, within: [] };
  const broken = (problem: string, problemOffset = piece.start): ManifestDocument[] => [
    { ...base, index: firstIndex, problem, problemOffset },
  ];
  if (piece.text.length > mostCharacters) {
    return broken('The document is larger than 3 MiB, which no API server takes; split it');
  }
  const { root, problems, leftOut } = parse(piece.text);
  if (leftOut) return broken(`The document cannot be read: ${leftOutText[leftOut]}`);
  const problem = problems.find(({ isAccepted }) => !isAccepted);
  if (problem) {
    const offset = piece.start + problem.span[0];
    if (isHelmTemplate(piece.text)) return broken(templateProblem, offset);
    const text = yamlProblemText(problem, piece.text);
    return broken(`Not valid YAML at ${placeOf(offset, file)}: ${text}`, offset);
  }
  // kubectl skips it too.
  if (!root || (root.type === 'scalar' && root.value === null)) return [];
  if (root.type !== 'map') {
    return broken('The document is not a Kubernetes object (it is not a mapping)');
  }
  if (isTooLarge(root, piece.text)) {
    const offset = piece.start + piece.text.indexOf('*');
    const why = 'the document, with its aliases written out, is larger than 3 MiB: repeat less';
    return broken(`Cannot be sent, see ${placeOf(offset, file)}: ${why}`, offset);
  }
  const value = valueOf(root, { isExact: true });
  if (!isRecord(value)) return broken('The document is not a Kubernetes object');
  const list = value.items;
  if (isList(value) && Array.isArray(list)) {
    return listItems(root, piece, { ...value, items: list }, firstIndex);
  }
  const described = describe(value, piece.start);
  // What is read of `name: {{ .Values.name }}` is a mapping.
  const missing =
    described.problem &&
    (isHelmTemplate(piece.text) ? templateProblem : isList(value) ? noItems : described.problem);
  return [{ ...base, index: firstIndex, ...described, ...(missing && { problem: missing }) }];
}

const templateProblem =
  'The document is a template of Helm: what stands between {{ and }} has to be filled in first. Render it with helm template and apply the result';
const noItems = 'The list has no items, so that there is nothing to apply; write them under items';

function isList({ kind }: Record<string, unknown>): boolean {
  return typeof kind === 'string' && isListKind(kind);
}

const leftOutText: Readonly<Record<LeftOut, string>> = {
  'too long': 'it is longer than 1.5 million characters',
  'too many parts': 'it holds too many words and signs for one document',
  'too deep': 'its values are nested deeper than 300 levels',
};

/** `line 3, column 1` of the file. */
function placeOf(offset: number, file: string): string {
  const before = file.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function listItems(
  root: Node,
  piece: Piece,
  whole: Record<string, unknown> & { items: readonly unknown[] },
  firstIndex: number,
): ManifestDocument[] {
  const nodes = items(get(root, 'items'));
  return whole.items.map((bare, position) => {
    const node = nodes[position];
    const offset = piece.start + (node?.span[0] ?? 0);
    const item = isRecord(bare) ? withKindOfList(bare, whole) : bare;
    const common = {
      index: firstIndex + position,
      text: exactJson(item),
      start: piece.start,
      end: piece.end,
      within: ['items', position],
    };
    if (!isRecord(item)) {
      const problem =
        item === null
          ? `Item ${position + 1} of the list is empty (null); fill it in or remove it`
          : `Item ${position + 1} of the list is not a Kubernetes object`;
      return { ...common, problem, problemOffset: offset };
    }
    if (Array.isArray(item.items) && isList(item)) {
      const problem = `Item ${position + 1} of the list is a list itself, which kubectl does not take either; put its items into the outer list`;
      return { ...common, ...describe(item, offset), problem, problemOffset: offset };
    }
    // The text of an item is made anew: the server would not see that a key stands there twice.
    const doubled = doubledKey(node);
    if (doubled) {
      const problem = `The key "${doubled.key}" stands twice in one mapping; keep one of the two`;
      return {
        ...common,
        ...describe(item, offset),
        problem,
        problemOffset: piece.start + doubled.offset,
      };
    }
    return { ...common, ...describe(item, offset) };
  });
}

/** The items of a ConfigMapList need not say that they are ConfigMaps; `List` alone says nothing about its items. */
function withKindOfList(
  item: Record<string, unknown>,
  { apiVersion, kind }: Record<string, unknown>,
): Record<string, unknown> {
  const isNamed = [item.apiVersion, item.kind].some((name) => name !== undefined && name !== '');
  if (isNamed || kind === 'List' || typeof kind !== 'string') return item;
  return { ...item, apiVersion, kind: kind.slice(0, -'List'.length) };
}

function describe(object: Record<string, unknown>, offset: number): Partial<ManifestDocument> {
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const fields = {
    apiVersion: object.apiVersion,
    kind: object.kind,
    'metadata.name': metadata.name,
    'metadata.generateName': metadata.generateName,
    'metadata.namespace': metadata.namespace,
  };
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const known = {
    ...optional('apiVersion', text(fields.apiVersion)),
    ...optional('kind', text(fields.kind)),
    ...optional('name', text(fields['metadata.name'])),
    ...optional('generateName', text(fields['metadata.generateName'])),
    ...optional('namespace', text(fields['metadata.namespace'])),
  };
  const problem = whatIsMissing(fields, known) ?? unfilledName(fields);
  return problem ? { ...known, problem, problemOffset: offset } : known;
}

/** `name: job-{{ .Values.name }}` is text for YAML, and no name. */
function unfilledName(fields: Record<string, unknown>): string | undefined {
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value !== 'string') continue;
    const open = value.indexOf('{{');
    if (open >= 0 && value.includes('}}', open))
      return `${field} is not filled in yet: what stands between {{ and }} comes from a template engine. Render the manifest first (helm template does it for a chart) and apply the result`;
  }
  return undefined;
}

function whatIsMissing(
  fields: Record<string, unknown>,
  known: Pick<ManifestDocument, 'apiVersion' | 'kind' | 'name' | 'generateName'>,
): string | undefined {
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
      const type = typeof value === 'boolean' ? 'boolean' : 'number';
      return `${field} is read as a ${type}, not as text; put it in quotes`;
    }
  }
  const missing = [
    ...(known.apiVersion ? [] : ['apiVersion']),
    ...(known.kind ? [] : ['kind']),
    ...(known.name || known.generateName ? [] : ['metadata.name']),
  ];
  return missing.length ? `The document has no ${missing.join(', no ')}` : undefined;
}

function optional(
  key: keyof ManifestDocument,
  value: string | undefined,
): Partial<ManifestDocument> {
  return value === undefined ? {} : { [key]: value };
}
