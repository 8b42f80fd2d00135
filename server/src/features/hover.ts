/** Hover on a key or a value: what the field is for, what it takes, what the server makes of its absence. */
import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { ManifestDocument, Position } from '../documents/manifestDocument.ts';
import { pathAt } from '../documents/pathAt.ts';
import { formats } from '../formats/index.ts';
import type { Schema } from '../schema/schema.ts';
import { schemaAt, type SchemaView } from '../schema/schemaView.ts';
import type { Session } from '../session.ts';
import { typeLabel } from '../schema/typeLabel.ts';
import { kindAt } from './kindAt.ts';

/** `position` counts in the document. */
export function hover(
  session: Session,
  document: ManifestDocument,
  position: Position,
): Hover | undefined {
  const found = pathAt(document.root, document.offsetAt(position));
  if (!found) return undefined;
  session.touch(document);
  const place = kindAt(document, found.path);
  const view = place && session.store.schemaOf(place.gvk);
  if (!view) return undefined;
  const isKindItself =
    place.path.length === 1 && ['apiVersion', 'kind'].includes(String(place.path[0]));
  const schema = isKindItself ? view.root : schemaAt(view, place.path);
  if (!schema) return undefined;
  const text = isKindItself ? kindPage(view) : fieldPage(view, schema, place.path);
  const span = found.isKey ? found.entry.key.span : found.entry.value.span;
  const isOneLine = !document.text.slice(span[0], span[1]).includes('\n');
  return {
    contents: { kind: MarkupKind.Markdown, value: text },
    range: document.fileRangeOf(isOneLine ? span : found.entry.key.span),
  };
}

function kindPage({ entry, root }: SchemaView): string {
  if (!entry) return root.description ?? '';
  const lines = [
    `**${entry.kind}** · ${entry.group ? `${entry.group}/` : ''}${entry.version} · ${entry.namespaced ? 'in a namespace' : 'cluster-wide'}`,
    root.description ?? '',
    serverChecks(root),
    `Schema: ${entry.origin?.label ?? `${entry.source} ${entry.sourceVersion}`}`,
    link(entry.docUrl),
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

function fieldPage(view: SchemaView, schema: Schema, path: readonly (string | number)[]): string {
  const name = path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[]` : text === '' ? step : `${text}.${step}`,
    '',
  );
  const parent = schemaAt(view, path.slice(0, -1));
  const isRequired = parent?.required?.includes(String(path.at(-1))) ?? false;
  const facts = [
    typeLabel(view, schema),
    ...(isRequired ? ['required'] : []),
    ...(schema['x-read-only'] ? ['set by the server'] : []),
  ];
  const lines = [`**${name}** · ${facts.join(' · ')}`];
  if (schema.deprecated) lines.push('Deprecated.');
  if (schema.description) lines.push(schema.description);
  const values = schema.enum ?? view.resolve(schema.items ?? {}).enum;
  if (values && values.length > 1)
    lines.push(`Allowed: ${values.map((value) => `\`${String(value)}\``).join(', ')}`);
  if (schema.default !== undefined) lines.push(`Default: \`${JSON.stringify(schema.default)}\``);
  const bounds = boundsOf(schema);
  if (bounds) lines.push(bounds);
  const format = formats.get(schema.format ?? '');
  if (format)
    lines.push(
      `${format.description} For example ${format.examples
        .slice(0, 3)
        .map((value) => `\`${value}\``)
        .join(', ')}.`,
    );
  const cel = serverChecks(schema);
  if (cel) lines.push(cel);
  const page = link(schema['x-doc-url'] ?? view.entry?.docUrl);
  if (page) lines.push(page);
  return lines.join('\n\n');
}

/** What the server evaluates beside the schema: its own messages, else the expressions. */
function serverChecks(schema: Schema): string {
  const all = (schema['x-kubernetes-validations'] ?? []).map(({ rule, message }) =>
    message ? `- ${message}` : `- \`${rule.replace(/\s+/g, ' ')}\``,
  );
  return all.length > 0 ? ['The server also checks:', '', ...all].join('\n') : '';
}

function boundsOf({ minimum, maximum }: Schema): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `From ${minimum} to ${maximum}.`;
  if (minimum !== undefined) return `At least ${minimum}.`;
  return maximum === undefined ? undefined : `At most ${maximum}.`;
}

function link(url: string | undefined): string {
  return url ? `[Reference](${url})` : '';
}
