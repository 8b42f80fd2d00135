/** Completion of apiVersion and kind, each filtering the other, and whole manifests for an empty document. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { lineBreakOf } from '../../yaml/lines.ts';
import { formatApiVersion } from '../../../shared/gvk.ts';
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import { isListKind, type TypeMeta } from '../../model/typeMeta.ts';
import type { Path } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';
import type { Cursor } from './cursor.ts';
import { suggestAgain } from './suggestAgain.ts';
import { byPreference, kindOrder, ofRelease, preferredKinds, versionOrder } from './kindOrder.ts';
import { skeletonText } from './manifestSkeleton.ts';
import { plainEdit, snippetEdit, writtenKey, writtenValue } from './place.ts';
import { linesOf } from '../../yaml/lines.ts';

export interface IdentityPlace {
  readonly document: ManifestDocument;
  readonly position: Position;
  readonly cursor: Cursor;
  readonly objectPath: Path;
  readonly typeMeta: TypeMeta;
  /** The release of Kubernetes of which kinds are offered, `1.29`. */
  readonly release: string;
}

export interface IdentityItems {
  readonly items: CompletionItem[];
  /** Nothing else may stand here. */
  readonly isAll: boolean;
}

/** Undefined where it is not about apiVersion or kind. */
export function identityItems(store: SchemaStore, place: IdentityPlace): IdentityItems | undefined {
  const { cursor, objectPath, typeMeta } = place;
  if (cursor.path.length !== objectPath.length) return undefined;
  if (cursor.valueKey === 'apiVersion') {
    return { items: apiVersionItems(store, place), isAll: true };
  }
  if (cursor.valueKey === 'kind') return { items: kindItems(store, place), isAll: true };
  if (cursor.valueKey !== undefined || (cursor.isItem && objectPath.length === 0)) return undefined;
  if (typeMeta.apiVersion !== undefined && typeMeta.kind !== undefined) return undefined;
  if (isOtherFile(place)) return { items: [], isAll: true };
  return { items: keyItems(store, place), isAll: false };
}

/** Keys of manifests at the top: beside others a file that says no kind is one of something else, dbt or OpenAPI. */
const manifestKeys = new Set([
  ...[
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'status',
    'items',
    'data',
    'stringData',
    'binaryData',
  ],
  ...['type', 'immutable', 'rules', 'roleRef', 'subjects', 'provisioner', 'parameters', 'webhooks'],
]);

function isOtherFile({ typeMeta, cursor, objectPath }: IdentityPlace): boolean {
  if (objectPath.length > 0 || (typeMeta.apiVersion ?? typeMeta.kind) !== undefined) return false;
  return [...cursor.siblings].some((key) => key !== cursor.word && !manifestKeys.has(key));
}

const text: TypeSchema = { type: 'string' };

function apiVersionItems(store: SchemaStore, place: IdentityPlace): CompletionItem[] {
  const { kind } = place.typeMeta;
  const named = kind ? store.kinds.filter((known) => known.kind === kind) : [];
  const exact = ofRelease(store, named, place.release);
  const all = exact.length > 0 ? exact : ofRelease(store, store.kinds, place.release);
  const entries = all.toSorted(byPreference);
  const versions = new Map(entries.map((entry) => [formatApiVersion(entry), entry]));
  return [...versions].map(([version, entry], index) => {
    const inVersion = ofRelease(store, store.kindsOf(version), place.release);
    const kinds = inVersion.map((known) => known.kind);
    return {
      label: version,
      kind: CompletionItemKind.Module,
      detail: `${kinds.slice(0, 4).join(', ')}${kinds.length > 4 ? ', ...' : ''}`,
      sortText: exact.length > 0 ? String(index).padStart(3, '0') : versionOrder(entry),
      ...plainEdit(place, writtenValue(place.cursor, version, text), version),
    };
  });
}

function kindItems(store: SchemaStore, place: IdentityPlace): CompletionItem[] {
  const { document, position, cursor, objectPath, release } = place;
  const { apiVersion } = place.typeMeta;
  const inVersion = apiVersion ? ofRelease(store, store.kindsOf(apiVersion), release) : [];
  const entries = inVersion.length > 0 ? inVersion : preferredKinds(store, release);
  const start = document.toFilePosition({ line: position.line, character: 0 });
  const canAdd =
    apiVersion === undefined &&
    objectPath.length === 0 &&
    cursor.style === 'block' &&
    !cursor.isItem;
  return entries.map((entry) => {
    const version = formatApiVersion(entry);
    return {
      label: entry.kind,
      kind: CompletionItemKind.Class,
      detail: version,
      sortText: kindOrder(entry),
      ...plainEdit(place, writtenValue(cursor, entry.kind, text), entry.kind),
      ...(canAdd && {
        additionalTextEdits: [
          {
            range: { start, end: start },
            newText: `${' '.repeat(cursor.column)}apiVersion: ${yamlText(version)}${lineBreakOf(document.text)}`,
          },
        ],
      }),
    };
  });
}

const about = {
  apiVersion: 'API group and version, the first half of what a manifest is',
  kind: 'Type of the object, the other half',
};

/** Keys of an object that has no kind yet, and skeletons where there is nothing else. */
function keyItems(store: SchemaStore, place: IdentityPlace): CompletionItem[] {
  const { document, cursor, typeMeta } = place;
  const names = (['apiVersion', 'kind'] as const).filter(
    (name) => typeMeta[name] === undefined && !cursor.siblings.has(name),
  );
  const keys = names.map((label): CompletionItem => {
    const value = cursor.style === 'json' ? '"$1"' : '';
    const written = writtenKey(cursor, label);
    return {
      label,
      kind: CompletionItemKind.Property,
      documentation: about[label],
      sortText: `0 ${label}`,
      ...(cursor.hasColon
        ? plainEdit(place, written, label)
        : { ...keyEdit(place, `${written}: ${value}`, label), command: suggestAgain }),
    };
  });
  const metadata = cursor.siblings.has('metadata') || cursor.style !== 'block';
  const rest = metadata ? [] : [metadataItem(place)];
  const isEmpty = cursor.style === 'block' && isAllThatStands(document.text, cursor.word);
  return [...keys, ...rest, ...(isEmpty ? skeletonItems(store, place) : [])];
}

/** Beside markers of documents, comments and blanks. */
function isAllThatStands(text: string, word: string): boolean {
  const written: string[] = [];
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (line.startsWith('---') || /^\s*(?:#|$)/.test(line)) continue;
    if (written.push(line.trim()) > 1) return false;
  }
  return written.join('') === word;
}

function keyEdit(place: IdentityPlace, newText: string, label: string): Partial<CompletionItem> {
  return place.cursor.style === 'json'
    ? snippetEdit(place, [newText], label)
    : plainEdit(place, newText, label);
}

/** Every kind has it, so it can be offered before the kind is known. */
function metadataItem(place: IdentityPlace): CompletionItem {
  return {
    label: 'metadata',
    kind: CompletionItemKind.Property,
    documentation: 'Name, namespace, labels and annotations of the object',
    sortText: '0 metadata',
    ...(place.cursor.hasColon
      ? plainEdit(place, 'metadata', 'metadata')
      : snippetEdit(place, ['metadata:', '  name: $1'], 'metadata')),
  };
}

function skeletonItems(store: SchemaStore, place: IdentityPlace): CompletionItem[] {
  return preferredKinds(store, place.release)
    .filter(({ kind }) => !kind.endsWith('Review') && !isListKind(kind))
    .map((entry) => ({
      label: entry.kind,
      kind: CompletionItemKind.Struct,
      detail: `new ${formatApiVersion(entry)} manifest`,
      sortText: `1 ${kindOrder(entry)}`,
      ...snippetEdit(place, skeletonText(store, entry).split('\n'), entry.kind),
    }));
}
