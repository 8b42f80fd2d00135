/** The schema of a known chart together with the defaults of a copy of it: what the copy lists is a key of it. */
import { isRecord, type Fields } from '../../shared/json.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { fieldOf, type TypedSchema } from '../schema/typedSchema.ts';

/** Mappings of the defaults that are compared. A chart has some hundred. */
const maxMappings = 5_000;
const maxDepth = 30;

/** The schema itself where it knows all keys. Nothing is said of the values of those that it does not know. */
export function withOwnDefaults(
  typed: TypedSchema,
  schema: TypeSchema,
  defaults: Fields,
): TypeSchema {
  let left = maxMappings;
  return withKeys(schema, defaults, 0);

  function withKeys(written: TypeSchema, values: Fields, depth: number): TypeSchema {
    const resolved = typed.resolve(written);
    const isKubernetes = resolved.provenance?.isKubernetes === true;
    if (!resolved.properties || isKubernetes || depth > maxDepth || --left < 0) return written;
    const added = new Map<string, TypeSchema>();
    for (const [key, value] of Object.entries(values)) {
      const known = fieldOf(resolved, key);
      const isFree = known === undefined && typeof resolved.additionalProperties === 'object';
      if (isFree) continue;
      if (!known) added.set(key, {});
      else if (isRecord(value)) {
        const own = withKeys(known, value, depth + 1);
        if (own !== known) added.set(key, own);
      }
    }
    if (added.size === 0) return written;
    const { $ref: _, ...rest } = resolved;
    return {
      ...rest,
      additionalProperties: resolved.additionalProperties ?? false,
      properties: { ...resolved.properties, ...Object.fromEntries(added) },
    };
  }
}
