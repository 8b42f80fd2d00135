import type { TypeSchema, SchemaType } from './schema.ts';
import { itemsOf, type TypedSchema } from './typedSchema.ts';

const words: Record<SchemaType, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'mapping',
  array: 'list',
  null: 'nothing',
};

/** Lists of lists: deeper nobody reads, and a schema may be a list of itself. */
const maxLevels = 3;

/** What a field takes, in a few words: `list of text`, `whole number or text`, `mapping of text`. */
export function typeLabel(typed: TypedSchema, schema: TypeSchema, levels = maxLevels): string {
  if (schema['x-kubernetes-int-or-string']) return 'whole number or text';
  const types = [schema.type ?? (schema.properties ? 'object' : [])].flat();
  if (types.length === 0) return 'any value';
  return types.map((type) => labelOf(typed, schema, type, levels)).join(' or ');
}

function labelOf(typed: TypedSchema, schema: TypeSchema, type: SchemaType, levels: number): string {
  const { additionalProperties: free } = schema;
  const inner =
    type === 'array'
      ? itemsOf(typed, schema)
      : type === 'object' && typeof free === 'object'
        ? typed.resolve(free)
        : undefined;
  if (!inner || levels === 0) return words[type];
  return `${words[type]} of ${plural(typeLabel(typed, inner, levels - 1))}`;
}

function plural(label: string): string {
  if (label === 'mapping') return 'mappings';
  if (label === 'list') return 'lists';
  if (label === 'whole number') return 'whole numbers';
  if (label === 'number') return 'numbers';
  return label;
}
