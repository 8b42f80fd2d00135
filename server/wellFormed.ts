/** What a client sends, as the protocol has it: an odd client is answered, not believed. */
import type { EarlierText } from '../core/changes/earlierTexts.ts';
import type { FileEvent, InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { isRecord } from '../shared/json.ts';
import { kubernetesVersionIn } from '../shared/kubernetesVersion.ts';
import { own } from '../shared/own.ts';
import type { ClusterResource, ClusterSchema, ClusterSchemasParams } from '../shared/protocol.ts';
import type { Position, Range } from '../core/model/manifestDocument.ts';
import type { ManifestFile, TextChange } from '../core/model/manifestFile.ts';

export interface OpenedText {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** The parameters of `initialize`: what is not of the protocol's shape counts as absent. */
export function initializeParams(params: unknown): InitializeParams {
  const capabilities = field(params, 'capabilities');
  const editor = field(params, 'processId');
  const folders = field(params, 'workspaceFolders');
  const options = field(params, 'initializationOptions');
  const read = {
    ...(params as InitializeParams | undefined),
    capabilities: isRecord(capabilities) ? capabilities : {},
    processId: typeof editor === 'number' && Number.isInteger(editor) && editor > 0 ? editor : null,
    workspaceFolders: Array.isArray(folders) ? folders.filter(isFolder) : null,
    initializationOptions: isRecord(options) ? optionsIn(options) : {},
  };
  return read as InitializeParams;
}

function optionsIn(options: object): object {
  const schemaChoices = field(options, 'schemaChoices');
  const chartChoices = field(options, 'chartChoices');
  return {
    ...options,
    ...(schemaChoices !== undefined && { schemaChoices: textsIn(schemaChoices) }),
    ...(chartChoices !== undefined && { chartChoices: textsIn(chartChoices) }),
  };
}

/** The file that a message is about; undefined where it names none. */
export function uriOf(params: unknown): string | undefined {
  const uri = field(field(params, 'textDocument'), 'uri');
  return typeof uri === 'string' ? uri : undefined;
}

/** What a client has of the diagnostics of the workspace: the ids of results by the addresses of files. */
export function previousResultIds(params: unknown): Map<string, string> {
  const sent = field(params, 'previousResultIds');
  const ids = new Map<string, string>();
  for (const each of Array.isArray(sent) ? (sent as unknown[]) : []) {
    const [uri, value] = [field(each, 'uri'), field(each, 'value')];
    if (typeof uri === 'string' && typeof value === 'string') ids.set(uri, value);
  }
  return ids;
}

/** The text of a `didOpen`; undefined where there is no address or no text. */
export function openedText(params: unknown): OpenedText | undefined {
  const document = field(params, 'textDocument');
  const uri = uriOf(params);
  const text = field(document, 'text');
  if (uri === undefined || typeof text !== 'string') return undefined;
  const languageId = field(document, 'languageId');
  return {
    uri,
    languageId: typeof languageId === 'string' ? languageId : 'yaml',
    version: versionOf(params),
    text,
  };
}

/** The version that a message names, 0 for none. */
export function versionOf(params: unknown): number {
  const version = field(field(params, 'textDocument'), 'version');
  return typeof version === 'number' ? version : 0;
}

/**
 * The changes of a `didChange`; undefined where one of them cannot be applied, as from then on nobody knows what the text
 * is: only a whole text helps.
 */
export function textChanges(params: unknown): TextChange[] | undefined {
  const changes = field(params, 'contentChanges');
  if (!Array.isArray(changes)) return undefined;
  const read: TextChange[] = [];
  for (const change of changes as readonly unknown[]) {
    const text = field(change, 'text');
    const range = field(change, 'range');
    if (typeof text !== 'string') return undefined;
    if (range === undefined || range === null) read.push({ text });
    else if (!isRange(range)) return undefined;
    else read.push({ range: inOrder(range), text });
  }
  return read;
}

/** The parameters of a request with all places clamped to those that the file has. */
export function withinFile<P>(file: ManifestFile, params: P): P {
  const position = field(params, 'position');
  const positions = field(params, 'positions');
  const range = field(params, 'range');
  const clamp = (place: unknown): Position => file.clamp(isPosition(place) ? place : start);
  return {
    ...params,
    ...(position !== undefined && { position: clamp(position) }),
    ...(positions !== undefined && {
      positions: Array.isArray(positions) ? positions.map(clamp) : [],
    }),
    ...(range !== undefined && {
      range: { start: clamp(field(range, 'start')), end: clamp(field(range, 'end')) },
    }),
  };
}

/** Files that a `didChangeWatchedFiles` names. */
export function fileEvents(params: unknown): FileEvent[] {
  const changes = field(params, 'changes');
  const isEvent = (each: unknown): each is FileEvent =>
    typeof field(each, 'uri') === 'string' && typeof field(each, 'type') === 'number';
  return Array.isArray(changes) ? changes.filter(isEvent) : [];
}

/** The entries of a record whose values are text: what a user chose, by what it was chosen for. */
export function textsIn(record: unknown): Readonly<Record<string, string>> {
  if (!isRecord(record)) return {};
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === 'string';
  return Object.fromEntries(Object.entries(record).filter(isText));
}

/** The cluster that our client names in its message; null for none. */
export function clusterIn(params: unknown): ClusterSchemasParams['cluster'] {
  const cluster = field(params, 'cluster');
  const context = field(cluster, 'context');
  if (typeof context !== 'string') return null;
  const version = field(cluster, 'kubernetesVersion');
  const kubernetesVersion = typeof version === 'string' ? kubernetesVersionIn(version) : undefined;
  return {
    context,
    groupVersions: textsIn(field(cluster, 'groupVersions')),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  };
}

/** Our client's answer to the question for schemas; undefined where it has none. */
export function clusterSchemaIn(answer: unknown): ClusterSchema | undefined {
  const components = field(answer, 'components');
  const resources = field(answer, 'resources');
  if (!isRecord(components)) return undefined;
  const isResource = (each: unknown): each is ClusterResource =>
    typeof field(each, 'kind') === 'string';
  return {
    components: components,
    resources: Array.isArray(resources) ? resources.filter(isResource) : [],
  };
}

/** Our client's answer to the question for an object; undefined where it has none. */
export function liveTextIn(answer: unknown): string | undefined {
  const text = field(answer, 'text');
  return typeof text === 'string' ? text : undefined;
}

/** Our client's answer to the question for names; undefined where it has none. */
export function namesIn(answer: unknown): readonly string[] | undefined {
  return listIn(answer, 'names');
}

/** The same for keys of an object. */
export function keysIn(answer: unknown): readonly string[] | undefined {
  return listIn(answer, 'keys');
}

function listIn(answer: unknown, name: string): readonly string[] | undefined {
  const texts = field(answer, name);
  const isText = (each: unknown): each is string => typeof each === 'string';
  return Array.isArray(texts) ? texts.filter(isText) : undefined;
}

/** How a file was before; undefined where the message names none. */
export function earlierIn(
  params: unknown,
): { readonly uri: string; readonly earlier: EarlierText | undefined } | undefined {
  const [uri, text, was] = ['uri', 'text', 'was'].map((name) => field(params, name));
  if (typeof uri !== 'string') return undefined;
  const isText = typeof text === 'string' && typeof was === 'string';
  return { uri, earlier: isText ? { text, was } : undefined };
}

const start: Position = { line: 0, character: 0 };

function isPosition(value: unknown): value is Position {
  return typeof field(value, 'line') === 'number' && typeof field(value, 'character') === 'number';
}

function isRange(value: unknown): value is Range {
  return isPosition(field(value, 'start')) && isPosition(field(value, 'end'));
}

function inOrder({ start: one, end: other }: Range): Range {
  const isBackward =
    one.line > other.line || (one.line === other.line && one.character > other.character);
  return isBackward ? { start: other, end: one } : { start: one, end: other };
}

function isFolder(value: unknown): value is WorkspaceFolder {
  return typeof field(value, 'uri') === 'string';
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? own(value as Record<string, unknown>, name)
    : undefined;
}
