/** The types of values: which ones a schema takes, and whether a value has one of them. */
import { isNull, type Node } from '../yaml/node.ts';
import type { TypeSchema, SchemaType } from './schema.ts';

const valueTypes: readonly unknown[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
] satisfies SchemaType[];

/** Whether a foreign schema names a type that values can have; `null` is the same as no value. */
export function isValueType(type: unknown): type is SchemaType {
  return valueTypes.includes(type);
}

/** Any type where there are none. */
export function typesOf(schema: TypeSchema): readonly SchemaType[] {
  if (schema['x-kubernetes-int-or-string']) return intOrString;
  if (schema.type === undefined) return anyType;
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

const intOrString: readonly SchemaType[] = ['integer', 'string'];
const anyType: readonly SchemaType[] = [];

/**
 * Whether the value has a type that the schema takes. `null` stands for no value, which has none; of one that is filled in
 * later nobody knows the type.
 */
export function fitsType(schema: TypeSchema, node: Node): boolean {
  return hasOneOf(typesOf(schema), node);
}

/** The same for who knows the types that are taken. */
export function hasOneOf(types: readonly SchemaType[], node: Node): boolean {
  if (types.length === 0 || node.filledIn || isNull(node)) return true;
  for (const type of types) if (hasType(node, type)) return true;
  return false;
}

function hasType(node: Node, type: SchemaType): boolean {
  if (node.type === 'map') return type === 'object';
  if (node.type === 'seq') return type === 'array';
  const { value } = node;
  if (type === 'integer')
    return (
      typeof value === 'number' && Number.isInteger(value) && !isBeyond64Bits(value, node.source)
    );
  return typeof value === type;
}

/** Whether no whole number of a server holds it. A double cannot tell the largest one from the next, its digits can. */
export function isBeyond64Bits(value: number, source: string): boolean {
  if (Math.abs(value) !== 2 ** 63) return Math.abs(value) > 2 ** 63;
  const digits = source.replaceAll('_', '');
  return value > 0 && /^\+?\d{19}$/.test(digits) && BigInt(digits.replace('+', '')) === 2n ** 63n;
}
