/** Skeletons of values: the fields that must be there, with the defaults a person would start from. */
import type { Schema } from './schema.ts';
import { itemsOf, type SchemaView } from './schemaView.ts';

/** How a place for the user's own text is written. */
export type Placeholder = (name: string) => string;

/** Plain text: an empty value, as a code action inserts it. */
export const emptyPlaceholder: Placeholder = () => '';

/** Lines of `name: value`, indented from column 0; nested required fields are opened up. */
export function starterLines(
  view: SchemaView,
  name: string,
  schema: Schema,
  placeholder: Placeholder,
  depth = 0,
): string[] {
  const resolved = view.resolve(schema);
  const value = scalarStarter(resolved, name, placeholder);
  if (value !== undefined || depth > 5) return [`${name}: ${value ?? ''}`.trimEnd()];
  if (isType(resolved, 'array')) {
    const items = itemsOf(view, resolved) ?? {};
    return [`${name}:`, ...dashed(itemLines(view, items, name, placeholder, depth + 1))];
  }
  const fields = requiredLines(view, resolved, placeholder, depth + 1);
  if (fields.length === 0) return [`${name}:`, `  ${placeholder('')}`.trimEnd()].filter((line) => line !== '');
  return [`${name}:`, ...fields.map((line) => `  ${line}`)];
}

/** Lines of all required fields of a mapping. */
export function requiredLines(
  view: SchemaView,
  schema: Schema,
  placeholder: Placeholder,
  depth = 0,
): string[] {
  const names = schema['x-starter'] ?? schema.required ?? [];
  return names.flatMap((name) => {
    const property = schema.properties?.[name];
    return property ? starterLines(view, name, property, placeholder, depth) : [];
  });
}

/** Lines of one list item, its dash not included. */
export function itemLines(
  view: SchemaView,
  items: Schema,
  name: string,
  placeholder: Placeholder,
  depth = 0,
): string[] {
  const resolved = view.resolve(items);
  const value = scalarStarter(resolved, name, placeholder);
  if (value !== undefined) return [value];
  const lines = requiredLines(view, resolved, placeholder, depth);
  return lines.length > 0 ? lines : [placeholder('')];
}

/** The first line behind a dash, the others below it. */
export function dashed(lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${index === 0 ? '-' : ' '} ${line}`.trimEnd());
}

function scalarStarter(schema: Schema, name: string, placeholder: Placeholder): string | undefined {
  if (schema.properties || isType(schema, 'object') || isType(schema, 'array')) return undefined;
  if (schema.enum?.length === 1) return String(schema.enum[0]);
  if (schema.default !== undefined && typeof schema.default !== 'object') return String(schema.default);
  return placeholder(name);
}

function isType(schema: Schema, type: 'object' | 'array'): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}
