/** Skeletons of values: the fields that must be there, with what a person would start from. */
import { doubleQuoted, yamlText, yamlValue } from '../yaml/yamlText.ts';
import type { TypeSchema } from './schema.ts';
import { childOf, fieldOf, itemsOf, type TypedSchema } from './typedSchema.ts';

/** How a skeleton is written: as text, or as a snippet with tab stops. */
export interface Notation {
  /** A place for the user's own text; `name` is the field that it is for. */
  readonly stop: (name: string, schema: TypeSchema) => string;
  /** Text that stands there as it is. */
  readonly literal: (text: string) => string;
}

export interface Layout {
  /** Columns between a key and the dashes of its list. */
  readonly dashIndent: 0 | 2;
  /** `skeleton`: what a person would begin with (`x-skeleton`). `required`: only what must be there. */
  readonly fields: 'skeleton' | 'required';
}

/** Text with empty values, as a code action inserts it. */
export const textNotation: Notation = { stop: () => '', literal: (text) => text };
export const indentedDashes: Layout = { dashIndent: 2, fields: 'required' };

/** Lines of `name: value`, indented from column 0; nested fields are opened up. */
export function skeletonLines(
  typed: TypedSchema,
  name: string,
  schema: TypeSchema,
  notation: Notation,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  return new Writer(typed, notation, layout).field(name, schema, depth);
}

/** Lines of the fields that a mapping starts with. */
export function requiredLines(
  typed: TypedSchema,
  schema: TypeSchema,
  notation: Notation,
  layout: Layout = indentedDashes,
  depth = 0,
): string[] {
  return new Writer(typed, notation, layout).fields(schema, depth);
}

/** Lines of one list item, its dash not included. */
export function itemLines(
  typed: TypedSchema,
  items: TypeSchema,
  name: string,
  notation: Notation,
  layout: Layout = indentedDashes,
): string[] {
  return new Writer(typed, notation, layout).item(items, name, 0);
}

/** `{ name: ... }` on one line, for places between brackets; `quoted` writes JSON. */
export function flowSkeleton(
  typed: TypedSchema,
  name: string,
  schema: TypeSchema,
  notation: Notation,
  quoted: boolean,
): string {
  const layout: Layout = { dashIndent: 2, fields: 'skeleton' };
  return new Writer(typed, notation, layout).flow(name, schema, quoted, 0);
}

/** The first line behind a dash, the others below it. */
export function dashed(lines: readonly string[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  return lines.map((line, index) => `${pad}${index === 0 ? '-' : ' '} ${line}`);
}

const maxDepth = 12;
const maxFlowDepth = 2;
/** Fields of one skeleton: far more than anybody fills in, where types ask for others that ask for others. */
const maxFields = 200;

class Writer {
  readonly #typed: TypedSchema;
  readonly #notation: Notation;
  readonly #layout: Layout;
  /** Types that are being written: one that asks for itself is not opened again. */
  readonly #open = new Set<unknown>();
  #left = maxFields;

  constructor(typed: TypedSchema, notation: Notation, layout: Layout) {
    this.#typed = typed;
    this.#notation = notation;
    this.#layout = layout;
  }

  field(name: string, schema: TypeSchema, depth: number): string[] {
    const resolved = this.#typed.resolve(schema);
    const key = this.#notation.literal(yamlText(name));
    const value = this.#scalar(resolved, name);
    if (value !== undefined || depth > maxDepth) return [`${key}: ${value ?? ''}`.trimEnd()];
    if (isType(resolved, 'array')) {
      const items = itemsOf(this.#typed, resolved) ?? {};
      return [`${key}:`, ...dashed(this.item(items, name, depth + 1), this.#layout.dashIndent)];
    }
    const fields = this.fields(resolved, depth + 1);
    // Inside a larger skeleton an empty value would be an error.
    if (fields.length === 0 && depth > 0 && this.#layout.fields === 'skeleton')
      return [`${key}: {${this.#notation.stop('', resolved)}}`];
    const body = fields.length > 0 ? fields : [this.#notation.stop('', resolved)];
    return [`${key}:`, ...body.filter((line) => line !== '').map((line) => `  ${line}`)];
  }

  fields(schema: TypeSchema, depth: number): string[] {
    return this.#opened(schema, (name) => {
      const property = childOf(schema, name);
      return property ? this.field(name, property, depth) : [];
    });
  }

  item(items: TypeSchema, name: string, depth: number): string[] {
    const resolved = this.#typed.resolve(items);
    const value = this.#scalar(resolved, name);
    if (value !== undefined) return [value];
    const lines = this.fields(resolved, depth);
    if (lines.length > 0) return lines;
    const stop = this.#notation.stop('', resolved);
    // An item that is nothing would be refused, a mapping of nothing may be right.
    return [isOpenable(resolved) && !isType(resolved, 'array') ? `{${stop}}` : stop];
  }

  flow(name: string, schema: TypeSchema, quoted: boolean, depth: number): string {
    const resolved = this.#typed.resolve(schema);
    if (isType(resolved, 'array')) {
      const items = itemsOf(this.#typed, resolved) ?? {};
      const isDeep = depth > maxFlowDepth;
      return `[${isDeep ? this.#notation.stop('', items) : this.flow(name, items, quoted, depth + 1)}]`;
    }
    if (isOpenable(resolved)) {
      const parts = depth > maxFlowDepth ? [] : this.#flowFields(resolved, quoted, depth);
      return `{${parts.length > 0 ? parts.join(', ') : this.#notation.stop('', resolved)}}`;
    }
    const value = this.#notation.stop(name, resolved);
    return quoted && [resolved.type].flat().includes('string') ? `"${value}"` : value;
  }

  #flowFields(schema: TypeSchema, quoted: boolean, depth: number): string[] {
    return this.#opened(schema, (name) => {
      const property = fieldOf(schema, name);
      if (!property) return [];
      const value = this.flow(name, property, quoted, depth + 1);
      const key = quoted ? doubleQuoted(name) : yamlText(name, { isFlow: true });
      return [`${this.#notation.literal(key)}: ${value}`];
    });
  }

  /** What each field that a mapping starts with is written as; nothing within a mapping of the same type. */
  #opened(schema: TypeSchema, write: (name: string) => string[]): string[] {
    const type = schema.provenance?.definition ?? schema.properties ?? schema;
    if (this.#open.has(type)) return [];
    this.#open.add(type);
    const written = startingFields(schema, this.#layout).flatMap((name) =>
      --this.#left < 0 ? [] : write(name),
    );
    this.#open.delete(type);
    return written;
  }

  #scalar(schema: TypeSchema, name: string): string | undefined {
    if (isOpenable(schema)) return undefined;
    if (schema.enum?.length === 1) return this.#notation.literal(yamlValue(schema.enum[0]));
    return this.#notation.stop(name, schema);
  }
}

function isOpenable(schema: TypeSchema): boolean {
  return schema.properties !== undefined || isType(schema, 'object') || isType(schema, 'array');
}

function startingFields(schema: TypeSchema, layout: Layout): readonly string[] {
  const skeleton = layout.fields === 'skeleton' ? (schema['x-skeleton'] ?? []) : [];
  return [...new Set([...skeleton, ...(schema.required ?? [])])];
}

function isType(schema: TypeSchema, type: 'object' | 'array'): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}
