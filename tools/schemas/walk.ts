// Walking over schemas: one place that knows where a schema holds schemas.

import type { RawSchema, SchemaBundle } from '../../core/schema/schema.ts';

/** Schemas of all bundles by bundle name. */
export type Bundles = Record<string, SchemaBundle>;

/** Calls `visit` for the schema and every schema within it. `at` reads like `Pod.spec[].x{}`. */
export function walkSchema(
  schema: RawSchema,
  at: string,
  visit: (schema: RawSchema, at: string) => void,
): void {
  visit(schema, at);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    walkSchema(property, `${at}.${name}`, visit);
  }
  if (schema.items) walkSchema(schema.items, `${at}[]`, visit);
  if (typeof schema.additionalProperties === 'object') {
    walkSchema(schema.additionalProperties, `${at}{}`, visit);
  }
  for (const list of [schema.anyOf, schema.oneOf, schema.allOf]) {
    for (const [n, each] of (list ?? []).entries()) walkSchema(each, `${at}(${n})`, visit);
  }
  if (schema.not) walkSchema(schema.not, `${at}(not)`, visit);
}

/** Calls `visit` for every schema of every bundle; `at` starts with `bundle#/Name`. */
export function walkBundles(
  bundles: Bundles,
  visit: (schema: RawSchema, at: string, bundle: string) => void,
): void {
  for (const [bundle, definitions] of Object.entries(bundles)) {
    for (const [name, schema] of Object.entries(definitions)) {
      walkSchema(schema, `${bundle}#/${name}`, (each, at) => visit(each, at, bundle));
    }
  }
}

/** Bundle and definition that a `$ref` names, seen from a bundle. */
export function refTarget(ref: string, from: string): { bundle: string; name: string } {
  const [bundle = '', name = ''] = ref.split('#/', 2);
  return { bundle: bundle || from, name };
}
