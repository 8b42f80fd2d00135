/** Whether a value fits a schema as a whole, for choices between schemas. Reports on single fields are made elsewhere. */
import { get, type Node } from '../documents/node.ts';
import type { Schema } from './schema.ts';
import { propertyOf, type SchemaView } from './schemaView.ts';

/** Undefined: not known, because the schema says something that is not judged here. */
export type Verdict = boolean | undefined;

const judgedKeywords = new Set([
  ...['type', 'required', 'properties', 'items', 'enum', 'minimum', 'maximum', 'minLength'],
  ...['minItems', 'oneOf', 'anyOf', 'allOf', 'not', 'description', 'default', 'title', '$ref'],
]);

/** Judges a value; what is absent is not judged but for `required`. */
export function matches(view: SchemaView, written: Schema, node: Node): Verdict {
  const schema = view.resolve(written);
  const judge = (part: Schema): Verdict => matches(view, part, node);
  return all([
    Object.keys(schema).every((key) => judgedKeywords.has(key) || key.startsWith('x-')) ||
      undefined,
    fitsType(schema, node),
    fitsValue(schema, node),
    ...(schema.required ?? []).map((key) => node.type !== 'map' || get(node, key) !== undefined),
    ...fieldVerdicts(view, schema, node),
    ...(schema.allOf ?? []).map(judge),
    schema.anyOf ? any(schema.anyOf.map(judge)) : true,
    schema.oneOf ? exactlyOne(schema.oneOf.map(judge)) : true,
    schema.not ? negated(judge(schema.not)) : true,
  ]);
}

function fitsType({ type, ...schema }: Schema, node: Node): boolean {
  const types = [type ?? []].flat();
  if (types.length === 0 || schema['x-kubernetes-int-or-string']) return true;
  if (node.type === 'map') return types.includes('object');
  if (node.type === 'seq') return types.includes('array');
  if (node.value === null) return true;
  if (typeof node.value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(node.value));
  return types.includes(typeof node.value as 'string' | 'boolean');
}

function fitsValue(schema: Schema, node: Node): boolean {
  if (node.type === 'seq') return node.items.length >= (schema.minItems ?? 0);
  if (node.type === 'map') return true;
  const { value } = node;
  if (schema.enum && !schema.enum.some((allowed) => allowed === value)) return false;
  if (typeof value === 'string') return value.length >= (schema.minLength ?? 0);
  if (typeof value !== 'number') return true;
  return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
}

function fieldVerdicts(view: SchemaView, schema: Schema, node: Node): Verdict[] {
  if (node.type === 'seq') {
    const { items } = schema;
    return items ? node.items.map((item) => matches(view, items, item)) : [];
  }
  if (node.type !== 'map' || !schema.properties) return [];
  return node.entries.map(({ key, value }) => {
    const field = propertyOf(view, schema, key.source);
    return field ? matches(view, field, value) : true;
  });
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function exactlyOne(verdicts: readonly Verdict[]): Verdict {
  const fitting = verdicts.filter((verdict) => verdict === true).length;
  if (fitting > 1) return false;
  return verdicts.includes(undefined) ? undefined : fitting === 1;
}

function negated(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}
