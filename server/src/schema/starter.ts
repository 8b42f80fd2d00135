/** Skeletons of values: the fields that must be there, with what a person would start from. */
import { doubleQuoted, yamlText, yamlValue } from '../documents/yamlText.ts';
import type { Schema } from './schema.ts';
import { childOf, fieldOf, itemsOf, type SchemaView } from './schemaView.ts';

/** How a starter is written: as text, or as a snippet with tab stops. */
export interface Notation {
  /** A place for the user's own text; `name` is the field that it is for. */
  readonly stop: (name: string, schema: Schema) => string;
  /** Text that stands there as it is. */
  readonly literal: (text: string) => string;
}

export interface Layout {
  /** Columns between a key and the dashes of its list. */
  readonly dashIndent: 0 | 2;
  /** `starter`: what a person would begin with (`x-starter`). `required`: only what must be there. */
  readonly fields: 'starter' | 'required';
}

/** Text with empty values, as a code action inserts it. */
export const textNotation: Notation = { stop: () => '', literal: (text) => text };
export const indentedDashes: Layout = { dashIndent: 2, fields: 'required' };

const maxDepth = 12;

/** Lines of `name: value`, indented from column 0; nested fields are opened up. */
export function starterLines(
  view: SchemaView,
  name: string,
  schema: Schema,
  notation: Notation,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  const resolved = view.resolve(schema);
  const key = notation.literal(yamlText(name));
  const value = scalarStarter(resolved, name, notation);
  if (value !== undefined || depth > maxDepth) return [`${key}: ${value ?? ''}`.trimEnd()];
  if (isType(resolved, 'array')) {
    const items = itemsOf(view, resolved) ?? {};
    return [
      `${key}:`,
      ...dashed(itemLines(view, items, name, notation, layout, depth + 1), layout.dashIndent),
    ];
  }
  const fields = requiredLines(view, resolved, notation, layout, depth + 1);
  // Inside a larger starter an empty value would be an error.
  if (fields.length === 0 && depth > 0 && layout.fields === 'starter') {
    return [`${key}: {${notation.stop('', resolved)}}`];
  }
  const body = fields.length > 0 ? fields : [notation.stop('', resolved)];
  return [`${key}:`, ...body.filter((line) => line !== '').map((line) => `  ${line}`)];
}

/** Lines of the fields that a mapping starts with. */
export function requiredLines(
  view: SchemaView,
  schema: Schema,
  notation: Notation,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  return startingFields(schema, layout).flatMap((name) => {
    const property = childOf(schema, name);
    return property ? starterLines(view, name, property, notation, layout, depth) : [];
  });
}

/** Lines of one list item, its dash not included. */
export function itemLines(
  view: SchemaView,
  items: Schema,
  name: string,
  notation: Notation,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  const resolved = view.resolve(items);
  const value = scalarStarter(resolved, name, notation);
  if (value !== undefined) return [value];
  const lines = requiredLines(view, resolved, notation, layout, depth);
  return lines.length > 0 ? lines : [notation.stop('', resolved)];
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
  notation: Notation,
  quoted: boolean,
  depth = 0,
): string {
  const resolved = view.resolve(schema);
  if (isType(resolved, 'array')) {
    const items = view.resolve(itemsOf(view, resolved) ?? {});
    return `[${flowStarter(view, name, items, notation, quoted, depth + 1)}]`;
  }
  if (scalarStarter(resolved, name, textNotation) === undefined) {
    const layout: Layout = { dashIndent: 2, fields: 'starter' };
    const fields = depth > 2 ? [] : startingFields(resolved, layout);
    const parts = fields.flatMap((field) => {
      const property = fieldOf(resolved, field);
      if (!property) return [];
      const value = flowStarter(view, field, property, notation, quoted, depth + 1);
      const key = quoted ? doubleQuoted(field) : yamlText(field, { isFlow: true });
      return [`${notation.literal(key)}: ${value}`];
    });
    return `{${parts.length > 0 ? parts.join(', ') : notation.stop('', resolved)}}`;
  }
  const value = notation.stop(name, resolved);
  return quoted && [resolved.type].flat().includes('string') ? `"${value}"` : value;
}

function startingFields(schema: Schema, layout: Layout): readonly string[] {
  const required = schema.required ?? [];
  if (layout.fields === 'required') return required;
  const starter = schema['x-starter'] ?? [];
  return [...starter, ...required.filter((name) => !starter.includes(name))];
}

function scalarStarter(schema: Schema, name: string, notation: Notation): string | undefined {
  if (schema.properties || isType(schema, 'object') || isType(schema, 'array')) return undefined;
  if (schema.enum?.length === 1) return notation.literal(yamlValue(schema.enum[0]));
  return notation.stop(name, schema);
}

function isType(schema: Schema, type: 'object' | 'array'): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}
