/** What a schema says about secrets: its own mark, and that of the items of a list or of the values of a mapping. */
import type { Secrecy } from '../../shared/secretFields.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { itemsOf, type TypedSchema } from '../schema/typedSchema.ts';

/** Levels of lists and mappings that are looked through. */
const maxDepth = 5;

/** Undefined where the schema says nothing. What stands there may have another shape than the schema's: then all of it is secret. */
export function schemaSecrecy(
  schema: TypeSchema | undefined,
  typed: TypedSchema | undefined,
  depth = 0,
): Secrecy | undefined {
  if (!schema || !typed || depth > maxDepth) return undefined;
  if (schema['x-secret']) return hasFields(schema) ? 'values' : 'all';
  const items = schema.items && schemaSecrecy(itemsOf(typed, schema), typed, depth + 1);
  if (items) return items === 'text' ? 'text' : 'all';
  const free = schema.additionalProperties;
  // The values are secret, and the keys that name them are not.
  if (typeof free === 'object' && schemaSecrecy(typed.resolve(free), typed, depth + 1))
    return 'text';
  for (const choice of choicesOf(schema)) {
    const found = schemaSecrecy(typed.resolve(choice), typed, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Whether the value is a mapping with keys of its own, not one in the place of a text. */
function hasFields({ type, properties, additionalProperties }: TypeSchema): boolean {
  return type === 'object' || properties !== undefined || typeof additionalProperties === 'object';
}

function choicesOf({ anyOf, oneOf, allOf }: TypeSchema): readonly TypeSchema[] {
  return [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
}
