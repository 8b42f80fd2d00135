/** Skeletons of values: the fields that must be there, with the defaults a person would start from. */
import type { Schema } from './schema.ts';
import { itemsOf, type SchemaView } from './schemaView.ts';

/** How a place for the user's own text is written; `name` is the field that it is for. */
export type Placeholder = (name: string) => string;

export interface Layout {
  /** Columns between a key and the dashes of its list. */
  readonly dashIndent: 0 | 2;
}

/** Plain text: an empty value, as a code action inserts it. */
export const emptyPlaceholder: Placeholder = () => '';
export const indentedDashes: Layout = { dashIndent: 2 };

/** Lines of `name: value`, indented from column 0; nested required fields are opened up. */
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
  if (value !== undefined || depth > 5) return [`${name}: ${value ?? ''}`.trimEnd()];
  if (isType(resolved, 'array')) {
    const items = itemsOf(view, resolved) ?? {};
    return [
      `${name}:`,
      ...dashed(itemLines(view, items, name, placeholder, layout, depth + 1), layout.dashIndent),
    ];
  }
  const fields = requiredLines(view, resolved, placeholder, layout, depth + 1);
  const body = fields.length > 0 ? fields : [placeholder('')];
  return [`${name}:`, ...body.filter((line) => line !== '').map((line) => `  ${line}`)];
}

/** Lines of all required fields of a mapping. */
export function requiredLines(
  view: SchemaView,
  schema: Schema,
  placeholder: Placeholder,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  const names = schema['x-starter'] ?? schema.required ?? [];
  return names.flatMap((name) => {
    const property = schema.properties?.[name];
    return property ? starterLines(view, name, property, placeholder, layout, depth) : [];
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
  return lines.length > 0 ? lines : [placeholder('')];
}

/** The first line behind a dash, the others below it. */
export function dashed(lines: readonly string[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  return lines.map((line, index) => `${pad}${index === 0 ? '-' : ' '} ${line}`);
}

function scalarStarter(schema: Schema, name: string, placeholder: Placeholder): string | undefined {
  if (schema.properties || isType(schema, 'object') || isType(schema, 'array')) return undefined;
  if (schema.enum?.length === 1) return String(schema.enum[0]);
  return placeholder(name);
}

function isType(schema: Schema, type: 'object' | 'array'): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}
