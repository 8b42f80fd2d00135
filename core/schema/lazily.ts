/**
 * Parts of a schema that are made when somebody first looks at them, and once. A schema that somebody else wrote may be as
 * deep, as wide and as circular as it likes: what no document touches costs nothing.
 */
import type { TypeSchema } from './schema.ts';

type Makers = { readonly [Key in keyof TypeSchema]?: (() => TypeSchema[Key]) | undefined };

/** Adds the parts to the schema; those that are undefined are left out. */
export function withLazyParts(schema: TypeSchema, makers: Makers): TypeSchema {
  const entries = Object.entries(makers) as [string, (() => unknown) | undefined][];
  for (const [key, make] of entries) {
    if (!make) continue;
    let made: { readonly part: unknown } | undefined;
    Object.defineProperty(schema, key, {
      configurable: true,
      enumerable: true,
      get: () => (made ??= { part: make() }).part,
    });
  }
  return schema;
}
