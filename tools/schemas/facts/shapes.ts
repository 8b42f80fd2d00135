// CRDs hold the same pod template, affinity or probe again and again. In a file of facts such a schema stands once, as a
// shape with a name, and `{ "$ref": NAME }` wherever it is used: a fortieth of the size, and a change shows once.

import type { CrdFacts, FactSchema, Shapes } from './facts.ts';

/** Shorter schemas are as readable where they stand. */
const leastLength = 80;

/** References instead of the schemas that the CRDs have in several places. */
export function shareShapes(crds: readonly CrdFacts[]): { crds: CrdFacts[]; shapes: Shapes } {
  const counts = new Map<string, number>();
  const count = (schema: FactSchema): void => {
    const key = JSON.stringify(schema);
    const uses = (counts.get(key) ?? 0) + 1;
    counts.set(key, uses);
    // What is within a shape stands once, as the shape does.
    if (uses === 1) mapWithin(schema, (within) => (count(within), within));
  };
  mapSchemas(crds, (schema) => (count(schema), schema));

  const names = new Map<string, string>();
  const shapes: Record<string, FactSchema> = {};
  const share = (schema: FactSchema, place: string): FactSchema => {
    const key = JSON.stringify(schema);
    const known = names.get(key);
    if (known !== undefined) return { $ref: known };
    if ((counts.get(key) ?? 0) < 2 || key.length < leastLength)
      return mapWithin(schema, share, place);
    const name = freeName(place, shapes);
    names.set(key, name);
    shapes[name] = {}; // the name is taken before those within ask for one
    shapes[name] = mapWithin(schema, share, place);
    return { $ref: name };
  };
  return { crds: mapSchemas(crds, (schema) => mapWithin(schema, share)), shapes };
}

/** The schemas themselves instead of references; places of one shape share one object. */
export function expandShapes(crds: readonly CrdFacts[], shapes: Shapes): CrdFacts[] {
  return mapSchemas(crds, expander(shapes));
}

/** The same for one schema. */
export function expandSchema(schema: FactSchema, shapes: Shapes): FactSchema {
  return expander(shapes)(schema);
}

function expander(shapes: Shapes): (schema: FactSchema) => FactSchema {
  const expanded = new Map<string, FactSchema>();
  const expand = (schema: FactSchema): FactSchema => {
    const name = schema.$ref;
    if (name === undefined) return mapWithin(schema, expand);
    const shape = shapes[name];
    if (!shape) throw new Error(`There is no shape ${name}`);
    const known = expanded.get(name) ?? mapWithin(shape, expand);
    expanded.set(name, known);
    return known;
  };
  return expand;
}

function mapSchemas(
  crds: readonly CrdFacts[],
  map: (schema: FactSchema) => FactSchema,
): CrdFacts[] {
  return crds.map((crd) => ({
    ...crd,
    versions: crd.versions.map((version) => ({ ...version, schema: map(version.schema) })),
  }));
}

/** A copy whose fields, items and values are mapped. `place` is the name of the nearest field. */
function mapWithin(
  schema: FactSchema,
  map: (within: FactSchema, place: string) => FactSchema,
  place = 'root',
): FactSchema {
  const { properties, items, additionalProperties: values } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [name, map(field, name)]),
      ),
    }),
    ...(items && { items: map(items, place) }),
    ...(typeof values === 'object' && { additionalProperties: map(values, place) }),
  };
}

function freeName(wanted: string, taken: Shapes): string {
  if (!Object.hasOwn(taken, wanted)) return wanted;
  for (let n = 2; ; n++) if (!Object.hasOwn(taken, `${wanted}${n}`)) return `${wanted}${n}`;
}
