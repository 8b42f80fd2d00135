/** Skeletons of values: the fields that must be there, with what a person would start from. */
import type { Schema } from './schema.ts';
import { itemsOf, type SchemaView } from './schemaView.ts';

/** How a place for the user's own text is written; `name` is the field that it is for. */
export type Placeholder = (name: string, schema: Schema) => string;

export interface Layout {
  /** Columns between a key and the dashes of its list. */
  readonly dashIndent: 0 | 2;
  /** `starter`: what a person would begin with (`x-starter`). `required`: only what must be there. */
  readonly fields: 'starter' | 'required';
}

/** Plain text: an empty value, as a code action inserts it. */
export const emptyPlaceholder: Placeholder = () => '';
export const indentedDashes: Layout = { dashIndent: 2, fields: 'required' };

const maxDepth = 12;

/** Lines of `name: value`, indented from column 0; nested fields are opened up. */
export function starterLines(
  view: SchemaView,
  name: string,
  schema: Schema,
  placeholder: Placeholder,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  const resolved = view.resolve(schema);
  const value = scalarStarter(resolved, name, placeholder);
  if (value !== undefined || depth > maxDepth) return [`${name}: ${value ?? ''}`.trimEnd()];
  if (isType(resolved, 'array')) {
    const items = itemsOf(view, resolved) ?? {};
    return [
      `${name}:`,
      ...dashed(itemLines(view, items, name, placeholder, layout, depth + 1), layout.dashIndent),
    ];
  }
  const fields = requiredLines(view, resolved, placeholder, layout, depth + 1);
  // Inside a larger starter an empty value would be an error.
  if (fields.length === 0 && depth > 0 && layout.fields === 'starter') {
    return [`${name}: {${placeholder('', resolved)}}`];
  }
  const body = fields.length > 0 ? fields : [placeholder('', resolved)];
  return [`${name}:`, ...body.filter((line) => line !== '').map((line) => `  ${line}`)];
}

/** Lines of the fields that a mapping starts with. */
export function requiredLines(
  view: SchemaView,
  schema: Schema,
  placeholder: Placeholder,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  return startingFields(schema, layout).flatMap((name) => {
    const property = schema.properties?.[name] ?? schema.additionalProperties;
    return typeof property === 'object'
      ? starterLines(view, name, property, placeholder, layout, depth)
      : [];
  });
}

/** Lines of one list item, its dash not included. */
export function itemLines(
  view: SchemaView,
  items: Schema,
  name: string,
  placeholder: Placeholder,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  const resolved = view.resolve(items);
  const value = scalarStarter(resolved, name, placeholder);
  if (value !== undefined) return [value];
  const lines = requiredLines(view, resolved, placeholder, layout, depth);
  return lines.length > 0 ? lines : [placeholder('', resolved)];
}

/** The first line behind a dash, the others below it. */
export function dashed(lines: readonly string[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  return lines.map((line, index) => `${pad}${index === 0 ? '-' : ' '} ${line}`);
}

/** `{ name: ... }` on one line, for places between brackets; `quoted` writes JSON. */
export function flowStarter(
  view: SchemaView,
  name: string,
  schema: Schema,
  placeholder: Placeholder,
  quoted: boolean,
  depth = 0,
): string {
  const resolved = view.resolve(schema);
  if (isType(resolved, 'array')) {
    const items = view.resolve(itemsOf(view, resolved) ?? {});
    return `[${flowStarter(view, name, items, placeholder, quoted, depth + 1)}]`;
  }
  if (scalarStarter(resolved, name, () => '') === undefined) {
    const layout: Layout = { dashIndent: 2, fields: 'starter' };
    const fields = depth > 2 ? [] : startingFields(resolved, layout);
    const parts = fields.flatMap((field) => {
      const property = resolved.properties?.[field];
      if (!property) return [];
      const value = flowStarter(view, field, property, placeholder, quoted, depth + 1);
      return [`${quoted ? JSON.stringify(field) : field}: ${value}`];
    });
    return `{${parts.length > 0 ? parts.join(', ') : placeholder('', resolved)}}`;
  }
  const value = placeholder(name, resolved);
  return quoted && [resolved.type].flat().includes('string') ? `"${value}"` : value;
}

function startingFields(schema: Schema, layout: Layout): readonly string[] {
  const required = schema.required ?? [];
  if (layout.fields === 'required') return required;
  const starter = schema['x-starter'] ?? [];
  return [...starter, ...required.filter((name) => !starter.includes(name))];
}

function scalarStarter(schema: Schema, name: string, placeholder: Placeholder): string | undefined {
  if (schema.properties || isType(schema, 'object') || isType(schema, 'array')) return undefined;
  if (schema.enum?.length === 1) return String(schema.enum[0]);
  return placeholder(name, schema);
}

function isType(schema: Schema, type: 'object' | 'array'): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}
