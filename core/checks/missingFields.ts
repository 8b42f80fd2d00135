/** Required fields that a mapping does not have. */
import { entry as entryOf, type Entry, type MapNode } from '../yaml/node.ts';
import type { Finding } from '../findings/finding.ts';
import type { Schema } from '../schema/schema.ts';
import { childOf, propertyOf, type SchemaView } from '../schema/schemaView.ts';
import { starterLines, textNotation } from '../schema/starter.ts';
import { appendToMapping } from '../findings/edits.ts';

/** A field that stands elsewhere, with the mapping that it belongs to. */
export interface Astray {
  readonly node: MapNode;
  readonly field: string;
}

/** One report for all required fields of a mapping that are absent or set to nothing. */
export function missingFields(
  view: SchemaView,
  node: MapNode,
  schema: Schema,
  owner: Entry | undefined,
  text: string,
  astray: readonly Astray[],
): Finding | undefined {
  const absent: string[] = [];
  const empty: Entry[] = [];
  for (const name of schema.required ?? []) {
    const entry = entryOf(node, name);
    if (astray.some((other) => other.node === node && other.field === name)) continue;
    if (!entry) absent.push(name);
    else if (entry.value.type === 'scalar' && entry.value.value === null) {
      if (!propertyOf(view, schema, name)?.nullable) empty.push(entry);
    }
  }
  const names = [...absent, ...empty.map(({ key }) => key.source)];
  if (names.length === 0) return undefined;
  const lines = absent.flatMap((name) =>
    absent.length > maxAdded
      ? []
      : starterLines(view, name, childOf(schema, name) ?? {}, textNotation),
  );
  const edit = lines.length > 0 ? appendToMapping(text, node, lines) : undefined;
  const span =
    absent.length === 0 ? empty[0]?.key.span : (owner?.key.span ?? node.entries[0]?.key.span);
  return {
    span: span ?? node.span,
    code: 'missing-field',
    severity: 'error',
    message:
      absent.length === 0
        ? `${list(names)} needs a value`
        : `${list(names)} ${names.length === 1 ? 'is' : 'are'} missing here`,
    ...(edit && { fix: { title: `Add ${list(absent)}`, edits: [edit] } }),
  };
}

/** The server checks a built-in part of a custom resource by its published schema alone. */
export function askedLater(report: Finding, node: MapNode, schema: Schema): Finding {
  const later = schema['x-asked-later'] ?? [];
  const isAskedNow = (schema.required ?? []).some(
    (name) => !later.includes(name) && !node.entries.some(({ key }) => key.source === name),
  );
  return isAskedNow ? report : { ...report, severity: 'warning' };
}

/** Fields that a fix adds, and that a message names. */
const maxAdded = 20;

function list(all: readonly string[]): string {
  const others = all.length - maxAdded;
  const names = others > 0 ? [...all.slice(0, maxAdded), `${others} others`] : all;
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
