import type { GroupVersionKind } from '../../shared/gvk.ts';
import { own } from '../../shared/own.ts';
import { gvkOf } from '../model/typeMeta.ts';
import type { Node } from '../yaml/node.ts';
import type { Dictionaries } from '../dictionaries/dictionary.ts';
import { PatternBudget } from '../patterns/patternBudget.ts';
import type { Patterns } from '../patterns/patterns.ts';
import type { ChartInForce, FileInForce, KindEntry, TypeSchema } from './schema.ts';
import { traitsOf } from './traits.ts';

/** The schema of one kind, with the means to follow its references. */
export interface TypedSchema {
  /** Undefined for a schema that did not come from the bundled index. */
  readonly entry?: KindEntry;
  /** Values of a Helm chart, not an object. */
  readonly chart?: ChartInForce;
  /** A file of a tool, not an object. */
  readonly file?: FileInForce;
  readonly root: TypeSchema;
  /** What the schema's `pattern`s are matched with. */
  readonly patterns: Patterns;
  /** What is known of the configuration of programs that stands in values. */
  readonly dictionaries?: Dictionaries;
  /** The schema behind `$ref`; what stands beside the reference wins. The schema itself where it has none. */
  resolve(schema: TypeSchema): TypeSchema;
  /** The schema of a value that is a whole object (`x-kubernetes-embedded-resource`), by the kind that it says it is. */
  embedded?(schema: TypeSchema, gvk: GroupVersionKind): TypeSchema;
}

/** The schema's name for a person: `jobs.yaml (setting)`, `my-chart chart`. */
export function nameOfSchema({ entry, chart, file }: TypedSchema): string {
  return entry?.origin?.label ?? entry?.source ?? chart?.title ?? file?.title ?? 'the object';
}

/** The schema of a value, with that of its own kind where it is a whole object. */
export function schemaFor(typed: TypedSchema, schema: TypeSchema, node: Node): TypeSchema {
  if (!schema['x-kubernetes-embedded-resource'] || !typed.embedded) return schema;
  const gvk = gvkOf(node);
  return gvk ? typed.embedded(schema, gvk) : schema;
}

/** The schema of a mapping's value under a key, resolved; undefined where the key is unknown. */
export function propertyOf(
  typed: TypedSchema,
  schema: TypeSchema,
  key: string,
): TypeSchema | undefined {
  const written = childFor(typed, schema, key);
  return written && typed.resolve(written);
}

/** What the patterns for one key may cost where no document has a budget for them. */
const unitsOfOneKey = 1_000_000;
const anyValue: TypeSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** As `childOf`, where a key may be named by a pattern too: the schema of the first one that it fits. */
export function childFor(
  typed: TypedSchema,
  schema: TypeSchema,
  key: string,
  budget?: PatternBudget,
): TypeSchema | undefined {
  const { properties, ofFreeKeys, hasPatterns } = traitsOf(schema);
  const { patternProperties } = hasPatterns ? schema : {};
  if (!patternProperties) return own(properties, key) ?? ofFreeKeys;
  const named = own(properties, key);
  if (named) return named;
  const use = { budget: budget ?? new PatternBudget(unitsOfOneKey), whose: nameOfSchema(typed) };
  for (const pattern in patternProperties) {
    const isFitting = typed.patterns.fits(pattern, key, use);
    if (isFitting === undefined) return anyValue; // what it says of the key is not known
    if (isFitting) return own(patternProperties, pattern);
  }
  return ofFreeKeys;
}

/** The schema of a mapping's value under a key, as it is written: the key's own, else that of free keys. */
export function childOf(schema: TypeSchema, key: string): TypeSchema | undefined {
  const own = fieldOf(schema, key);
  if (own) return own;
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** The schema under a key that the mapping names, as it is written. */
export function fieldOf(schema: TypeSchema, key: string): TypeSchema | undefined {
  return own(schema.properties, key);
}

/** The schema of a list's items, resolved. */
export function itemsOf(typed: TypedSchema, schema: TypeSchema): TypeSchema | undefined {
  return schema.items ? typed.resolve(schema.items) : undefined;
}

/** The schema at a path from the kind's root, resolved; undefined where the path leaves the schema. */
export function schemaAt(
  typed: TypedSchema,
  path: readonly (string | number)[],
): TypeSchema | undefined {
  let current: TypeSchema | undefined = typed.resolve(typed.root);
  for (const step of path) {
    if (!current) return undefined;
    current = typeof step === 'number' ? itemsOf(typed, current) : propertyOf(typed, current, step);
  }
  return current;
}

/** True where a mapping may hold keys that its schema does not name. */
export function isOpen(schema: TypeSchema): boolean {
  return traitsOf(schema).isOpen;
}
