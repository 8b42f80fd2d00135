/** Hover on a key or a value: what the field is for, what it takes, what the server makes of its absence. */
import { MarkupKind, type Hover } from 'vscode-languageserver-types';
import { formatApiVersion, gvkFrom, gvkKey } from '../../shared/gvk.ts';
import { own } from '../../shared/own.ts';
import { maskedValue } from '../../shared/secretValues.ts';
import type { Position } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { pathAt } from '../model/pathAt.ts';
import type { TypeMeta } from '../model/typeMeta.ts';
import { formats } from '../formats/index.ts';
import { at, type Path } from '../yaml/node.ts';
import { codeSpan, escaped, pageLink, prose } from '../markdown/markdown.ts';
import type { ChartInForce, KeyVersions, TypeSchema } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { schemaAt, type TypedSchema } from '../schema/typedSchema.ts';
import { secretsOf } from './secrets.ts';
import type { Session } from '../session.ts';
import { plainLabel } from '../schema/plainLabel.ts';
import { fieldSince, kindSince } from '../schema/releaseWords.ts';
import { typeLabel } from '../schema/typeLabel.ts';
import { chartAt, defaultAt } from '../helm/chartSchema.ts';
import { configPage } from './configHover.ts';
import { objectHover } from './navigation/objectHover.ts';
import { mountedHere } from './mountedHere.ts';
import { shortJson } from './shortJson.ts';
import { sizesOf } from './sizes.ts';
import { targetAt } from './target.ts';

export function hover(session: Session, file: ManifestFile, place: Position): Hover | undefined {
  if (!session.settingsOf(file).hover.enabled) return undefined;
  const target = targetAt(session, file, place, (document, position) => {
    const found = pathAt(document.root, document.offsetAt(position));
    return found && { ...found, path: found.path.slice(0, -1), tree: () => document.root };
  });
  if (!('typed' in target) && target.kind !== 'object') return undefined;
  const typed =
    'typed' in target ? target.typed : typedSchemaOf(session.store, file, target.typeMeta);
  if (!typed) return undefined;
  const { document, seen: found } = target;
  const key = found.entry.key.source;
  const path = [...target.path, key];
  const isKindItself =
    !typed.chart && !typed.file && path.length === 1 && ['apiVersion', 'kind'].includes(key);
  const schema = isKindItself ? typed.root : schemaAt(typed, path);
  const root = at(found.tree(), target.objectPath);
  const here = {
    root,
    mounted: mountedHere(session, target, root),
    text: document.text,
    offset: document.offsetAt(target.position),
  };
  const page = isKindItself
    ? kindPage(typed, session.store)
    : (configPage(typed, here, path) ??
      (schema ? fieldPage(typed, schema, path) : elsewherePage(typed, path)));
  if (page === undefined) return undefined;
  const about = target.kind === 'object' ? objectHover(session, file, place) : undefined;
  const sizes = sizesOf(session, file, document).filter(
    ({ span }) => span[0] === found.entry.value.span[0] && span[1] === found.entry.value.span[1],
  );
  const comesTo = sizes.map(({ words }) => escaped(words.join(' ')));
  const text = [...(about === undefined ? [] : [about, '---']), ...comesTo, page].join('\n\n');
  const [start, end] = found.isKey ? found.entry.key.span : found.entry.value.span;
  // The span of a block reaches into the line behind it, where there is one.
  const marked = document.text.slice(start, end).trimEnd();
  const span = [start, start + marked.length] as const;
  const isOneLine = !marked.includes('\n');
  return {
    contents: {
      kind: MarkupKind.Markdown,
      value: secretsOf(session, file, document).hide(text),
    },
    range: document.fileRangeOf(isOneLine ? span : found.entry.key.span),
  };
}

function typedSchemaOf(
  store: SchemaStore,
  { uri }: ManifestFile,
  { apiVersion, kind }: TypeMeta,
): TypedSchema | undefined {
  const gvk = gvkFrom(apiVersion, kind);
  return gvk && store.schemaOf(gvk, uri);
}

function kindPage({ entry, root }: TypedSchema, { apiVersions }: SchemaStore): string {
  if (!entry) return prose(root.description ?? '');
  const lifecycle = own(apiVersions.kinds, gvkKey(entry));
  const since = lifecycle ? kindSince(lifecycle, apiVersions.newest) : '';
  const lines = [
    `**${escaped(entry.kind)}** · ${escaped(formatApiVersion(entry))} · ${entry.namespaced ? 'in a namespace' : 'cluster-wide'}`,
    prose(root.description ?? ''),
    serverChecks(root),
    since,
    `Schema: ${escaped(entry.origin?.label ?? `${entry.source} ${entry.sourceVersion}`)}`,
    pageLink('Reference', entry.docUrl),
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

function fieldPage(typed: TypedSchema, schema: TypeSchema, path: Path): string {
  const name = nameOf(path);
  const parent = schemaAt(typed, path.slice(0, -1));
  const isRequired = parent?.required?.includes(String(path.at(-1))) ?? false;
  const facts = [
    typeLabel(typed, schema),
    ...(isRequired ? ['required'] : []),
    ...(schema['x-read-only'] ? ['set by the server'] : []),
  ];
  const lines = [`**${escaped(name)}** · ${facts.join(' · ')}`];
  if (schema.deprecated) lines.push(deprecation(typed, schema));
  const words = schema.description ?? plainLabel(path, parent, typed.entry?.kind ?? '');
  if (words) lines.push(prose(words));
  const values = schema.enum ?? typed.resolve(schema.items ?? {}).enum;
  if (values && values.length > 1) lines.push(`Allowed: ${listed(values)}`);
  const initial = typed.chart ? defaultAt(typed, path) : schema.default;
  if (initial !== undefined) {
    const isSecret = schema['x-secret'] === true;
    const value = maskedValue(String(path.at(-1)), initial, isSecret);
    const chart = typed.chart && chartAt(typed, path);
    lines.push(`Default${ofVersion(chart)}: ${codeSpan(shortJson(value, 200))}`);
  }
  const bounds = boundsOf(schema);
  if (bounds) lines.push(bounds);
  const format = formats.get(schema.format ?? '');
  if (format)
    lines.push(
      `${format.description} For example ${format.examples.slice(0, 3).map(codeSpan).join(', ')}.`,
    );
  const cel = serverChecks(schema);
  if (cel) lines.push(cel);
  const chart = typed.chart && chartAt(typed, path);
  if (schema['x-versions']) lines.push(versionsText(schema['x-versions']));
  if (chart) lines.push(escaped(chartText(chart)));
  const since = fieldSince(schema, typed.entry?.source);
  if (since) lines.push(escaped(since));
  const page = pageLink(
    'Reference',
    schema['x-doc-url'] ?? typed.entry?.docUrl ?? chart?.docUrl ?? typed.file?.docUrl,
  );
  if (page) lines.push(page);
  return lines.join('\n\n');
}

/** What to use instead, or up to when it was read. */
function deprecation({ file, entry }: TypedSchema, schema: TypeSchema): string {
  const { 'x-instead': instead, 'x-until': until } = schema;
  if (instead !== undefined) return prose(`Deprecated: ${instead}.`);
  if (until !== undefined)
    return prose(
      `${file?.reader ?? entry?.source ?? 'The project'} has read it up to ${until} only.`,
    );
  return 'Deprecated.';
}

/** `a.b[].c` */
function nameOf(path: Path): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[]` : text === '' ? step : `${text}.${step}`,
    '',
  );
}

/** A key of a chart's values that the version in force has not, and others have. */
function elsewherePage(typed: TypedSchema, path: Path): string | undefined {
  const parent = typed.chart && schemaAt(typed, path.slice(0, -1));
  const key = parent?.['x-elsewhere']?.get(String(path.at(-1)));
  const chart = key && chartAt(typed, path);
  if (!chart) return undefined;
  const lines = [`**${escaped(nameOf(path))}** · only in other versions`, versionsText(key)];
  return [...lines, escaped(chartText(chart))].filter((line) => line !== '').join('\n\n');
}

/** Where types and defaults are known of another version than the values are for. */
function ofVersion({ describedBy }: Partial<ChartInForce> = {}): string {
  return describedBy === undefined ? '' : ` in ${escaped(describedBy)}`;
}

function chartText({ title, version, standing, wanted = '' }: ChartInForce): string {
  if (standing === 'newer') return `${title} ${version}; ${wanted} is newer than we know`;
  return `${title} ${version}`;
}

/** Which versions of the chart have the key, and what it is called after them. */
function versionsText({ since, until, moved, movedSince }: KeyVersions): string {
  const span = [
    ...(since === undefined ? [] : [`Since ${since}`]),
    ...(until === undefined ? [] : [`${since === undefined ? 'Until' : 'until'} ${until}`]),
  ].join(', ');
  if (!moved) return span === '' ? '' : escaped(`${span}.`);
  const paths = moved.map(codeSpan).join(' and ');
  const start = movedSince === undefined ? 'Newer versions' : `Since ${movedSince}`;
  const move = movedSince === undefined ? `${start} read ${paths}` : `${start} it is ${paths}`;
  return span === '' ? `${move}.` : `${escaped(span)}. ${move}.`;
}

/** What the server evaluates beside the schema: its own messages, else the expressions. */
function serverChecks(schema: TypeSchema): string {
  const all = (schema['x-kubernetes-validations'] ?? []).map(({ rule, message }) =>
    message ? `- ${escaped(message)}` : `- ${codeSpan(rule.replace(/\s+/g, ' '))}`,
  );
  return all.length > 0 ? ['The server also checks:', '', ...all].join('\n') : '';
}

/** More values than these nobody reads. */
const maxValues = 100;

function listed(values: readonly unknown[]): string {
  const first = values.slice(0, maxValues).map((value) => codeSpan(String(value)));
  const others = values.length - first.length;
  return `${first.join(', ')}${others > 0 ? ` and ${others} others` : ''}`;
}

function boundsOf({ minimum, maximum }: TypeSchema): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `From ${minimum} to ${maximum}.`;
  if (minimum !== undefined) return `At least ${minimum}.`;
  return maximum === undefined ? undefined : `At most ${maximum}.`;
}
