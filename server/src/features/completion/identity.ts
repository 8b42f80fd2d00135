/** Completion of apiVersion and kind, each filtering the other, and whole manifests for an empty document. */
import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import { formatApiVersion } from '../../../../shared/gvk.ts';
import type { ManifestDocument, Position } from '../../documents/manifestDocument.ts';
import type { KindEntry } from '../../schema/schema.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';
import { requiredLines, type Placeholder } from '../../schema/starter.ts';
import { lineBreakOf } from '../../validation/edits.ts';

/** Items at a top-level place of a document; undefined where it is not about apiVersion or kind. */
export function identityItems(
  store: SchemaStore,
  document: ManifestDocument,
  position: Position,
): CompletionItem[] | undefined {
  const line = document.lineText(position.line);
  const before = line.slice(0, position.character);
  const value = /^(apiVersion|kind):[ \t]*["']?([^"'#]*)$/.exec(before);
  if (value?.[1] === 'apiVersion') return apiVersionItems(store, document, position, before);
  if (value?.[1] === 'kind') return kindItems(store, document, position, before);
  if (!/^[A-Za-z]*$/.test(before) || /^[A-Za-z]*\s*:/.test(line)) return undefined;
  return keyItems(store, document, position, before);
}

/** Versions of a kind: newest stable first. */
export function byPreference(a: { version: string }, b: { version: string }): number {
  return rank(b.version) - rank(a.version);
}

function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return (stage ? (stage === 'beta' ? 1 : 0) : 2) * 10_000 + Number(major) * 100 + Number(minor);
}

function apiVersionItems(
  store: SchemaStore,
  document: ManifestDocument,
  position: Position,
  before: string,
): CompletionItem[] {
  const kind = document.head.kind?.value;
  const exact = kind ? store.kinds.filter((known) => known.kind === kind) : [];
  const entries = (exact.length > 0 ? exact : store.kinds).toSorted(byPreference);
  const versions = [...new Set(entries.map(formatApiVersion))];
  const range = valueRange(document, position, before);
  return versions.map((version, index) => {
    const kinds = store.kindsOf(version).map((known) => known.kind);
    return {
      label: version,
      kind: CompletionItemKind.Module,
      detail: `${kinds.slice(0, 4).join(', ')}${kinds.length > 4 ? ', ...' : ''}`,
      sortText: exact.length > 0 ? String(index).padStart(3, '0') : versionOrder(version),
      textEdit: { range, newText: spaced(before) + version },
      filterText: spaced(before) + version,
    };
  });
}

/** Core and workload groups before the long tail. */
function versionOrder(version: string): string {
  const first = ['v1', 'apps/v1', 'batch/v1', 'storage.k8s.io/v1'].indexOf(version);
  return `${first === -1 ? 9 : first} ${version}`;
}

function kindItems(
  store: SchemaStore,
  document: ManifestDocument,
  position: Position,
  before: string,
): CompletionItem[] {
  const apiVersion = document.head.apiVersion?.value;
  const inVersion = apiVersion ? store.kindsOf(apiVersion) : [];
  const entries = inVersion.length > 0 ? inVersion : preferredKinds(store);
  const range = valueRange(document, position, before);
  const start = { line: document.startLine + position.line, character: 0 };
  return entries.map((entry) => {
    const version = formatApiVersion(entry);
    return {
      label: entry.kind,
      kind: CompletionItemKind.Class,
      detail: version,
      sortText: kindOrder(entry),
      filterText: spaced(before) + entry.kind,
      textEdit: { range, newText: spaced(before) + entry.kind },
      ...(document.head.apiVersion === undefined && {
        additionalTextEdits: [
          {
            range: { start, end: start },
            newText: `apiVersion: ${version}${lineBreakOf(document.text)}`,
          },
        ],
      }),
    };
  });
}

/** Each kind once for every group, in its preferred version. */
function preferredKinds(store: SchemaStore): KindEntry[] {
  const best = new Map<string, KindEntry>();
  for (const entry of store.kinds.toSorted(byPreference)) {
    const key = `${entry.group}/${entry.kind}`;
    if (!best.has(key)) best.set(key, entry);
  }
  return [...best.values()];
}

/** What a data platform is made of first. */
const frequentKinds = [
  'Pod',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StorageClass',
  'SparkApplication',
  'ScheduledSparkApplication',
  'Deployment',
  'StatefulSet',
  'Service',
  'ConfigMap',
  'Secret',
  'Job',
  'CronJob',
];

function kindOrder({ kind }: KindEntry): string {
  const index = frequentKinds.indexOf(kind);
  return index === -1 ? `99 ${kind}` : String(index).padStart(2, '0');
}

/** Keys of a document that has no kind yet, and starters. Undefined when both are there: then the kind's fields. */
function keyItems(
  store: SchemaStore,
  document: ManifestDocument,
  position: Position,
  before: string,
): CompletionItem[] | undefined {
  const { apiVersion, kind } = document.head;
  if (apiVersion && kind) return undefined;
  const start = {
    line: document.startLine + position.line,
    character: position.character - before.length,
  };
  const range = { start, end: { line: start.line, character: position.character } };
  const keys = [
    ...(apiVersion
      ? []
      : [['apiVersion', 'API group and version, the first half of what a manifest is']]),
    ...(kind ? [] : [['kind', 'Type of the object, the other half']]),
  ].map(([label = '', documentation = '']): CompletionItem => ({
    label,
    kind: CompletionItemKind.Property,
    documentation,
    sortText: `0 ${label}`,
    textEdit: { range, newText: `${label}: ` },
    command: suggestAgain,
  }));
  const isEmpty =
    document.text
      .replace(/^---.*$/gm, '')
      .replace(/^\s*#.*$/gm, '')
      .trim() === before.trim();
  return isEmpty ? [...keys, ...starterItems(store, range)] : keys;
}

/** Opens the list of values at once. Only VS Code has the command, others ignore it. */
const suggestAgain = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

function starterItems(
  store: SchemaStore,
  range: { start: Position; end: Position },
): CompletionItem[] {
  return preferredKinds(store)
    .filter(({ kind }) => !kind.endsWith('Review') && !kind.endsWith('List'))
    .map((entry) => ({
      label: entry.kind,
      kind: CompletionItemKind.Struct,
      detail: `new ${formatApiVersion(entry)} manifest`,
      sortText: `1 ${kindOrder(entry)}`,
      insertTextFormat: InsertTextFormat.Snippet,
      textEdit: { range, newText: starterText(store, entry) },
    }));
}

/** A whole manifest with the fields that its kind must have, as a snippet. */
export function starterText(store: SchemaStore, entry: KindEntry): string {
  const view = store.schemaOf(entry);
  let stop = 0;
  const placeholder: Placeholder = (name) => {
    stop++;
    return name === '' ? `$${stop}` : `\${${stop}:${name}}`;
  };
  const lines = [
    `apiVersion: ${formatApiVersion(entry)}`,
    `kind: ${entry.kind}`,
    'metadata:',
    `  name: ${placeholder('name')}`,
  ];
  if (view) {
    const { properties = {}, required = [] } = view.resolve(view.root);
    const rest = {
      ...view.root,
      properties,
      required: required.filter((name) => !['apiVersion', 'kind', 'metadata'].includes(name)),
    };
    const own = requiredLines(view, rest, placeholder);
    lines.push(...own);
    if (properties.spec && !required.includes('spec')) {
      const spec = requiredLines(view, view.resolve(properties.spec), placeholder);
      lines.push(
        'spec:',
        ...(spec.length > 0 ? spec : [placeholder('')]).map((line) => `  ${line}`),
      );
    }
  }
  return `${lines.join('\n')}\n$0`;
}

function valueRange(
  document: ManifestDocument,
  position: Position,
  before: string,
): { start: Position; end: Position } {
  const line = document.lineText(position.line);
  const colon = before.indexOf(':') + 1;
  const lead = /^[ \t]*["']?/.exec(before.slice(colon))?.[0].length ?? 0;
  const start = { line: document.startLine + position.line, character: colon + lead };
  const rest = /^[^\s#"']*/.exec(line.slice(position.character))?.[0].length ?? 0;
  return { start, end: { line: start.line, character: position.character + rest } };
}

/** `kind:` takes a space before the value. */
function spaced(before: string): string {
  return before.endsWith(':') ? ' ' : '';
}
