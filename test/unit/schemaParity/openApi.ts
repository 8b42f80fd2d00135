/** Compares the built-in bundles with the OpenAPI (v2) document of an API server. */
import type { KindEntry, RawSchema } from '../../../core/schema/schema.ts';
import type { GroupVersionKind } from '../../../shared/gvk.ts';
import type { Facts, FactSchema } from '../../../tools/schemas/facts/facts.ts';
import { refTarget } from '../../../tools/schemas/walk.ts';
import type { Bundles } from '../../../tools/schemas/walk.ts';
import type { Difference } from './difference.ts';

/** Differences of names, types, required fields and enums over all definitions of bundles with the prefix. */
export function compareDefinitions(
  bundles: Bundles,
  theirs: NonNullable<Facts['definitions']>,
  prefix = 'io.k8s.',
): Difference[] {
  const differences: Difference[] = [];
  const ours = new Map(
    Object.entries(bundles)
      .filter(([bundle]) => bundle.startsWith(prefix))
      .flatMap(([bundle, definitions]) =>
        Object.entries(definitions).map(([name, schema]) => [
          `${bundle}.${name}`,
          { bundle, schema },
        ]),
      ),
  );
  for (const name of Object.keys(theirs)) {
    if (!ours.has(name)) differences.push({ kind: 'missing', at: name });
  }
  for (const [name, { bundle, schema }] of ours) {
    const definition = theirs[name];
    if (definition) differences.push(...compareDefinition(name, schema, definition, bundle));
    else differences.push({ kind: 'extra', at: name });
  }
  return differences;
}

function compareDefinition(
  at: string,
  ours: RawSchema,
  theirs: FactSchema,
  bundle: string,
): Difference[] {
  const differences = compareType(at, ours, theirs, bundle);
  const names = new Set([
    ...Object.keys(ours.properties ?? {}),
    ...Object.keys(theirs.properties ?? {}),
  ]);
  for (const name of names) {
    const field = `${at}.${name}`;
    const mine = ours.properties?.[name];
    const other = theirs.properties?.[name];
    if (!mine) differences.push({ kind: 'missing', at: field });
    else if (!other) differences.push({ kind: 'extra', at: field });
    else if (!isTypeMeta(name, mine, theirs))
      differences.push(...compareField(field, mine, other, bundle));
  }
  const mine = ours.required ?? [];
  const other = theirs.required ?? [];
  for (const field of mine.filter((each) => !other.includes(each))) {
    differences.push({ kind: 'required', at: `${at}.${field}` });
  }
  for (const field of other.filter((each) => !mine.includes(each))) {
    differences.push({ kind: 'optional', at: `${at}.${field}` });
  }
  return differences;
}

/** apiVersion and kind of a kind hold the one value that the document gives beside the definition. */
function isTypeMeta(name: string, ours: RawSchema, theirs: FactSchema): boolean {
  const [only, value] = ours.enum ?? [];
  if (!only || value !== undefined) return false;
  const kinds = (theirs['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[];
  return kinds.some(({ group, version, kind }) =>
    name === 'kind'
      ? only === kind
      : name === 'apiVersion' && only === (group ? `${group}/${version}` : version),
  );
}

function compareField(
  at: string,
  ours: RawSchema,
  theirs: FactSchema,
  bundle: string,
): Difference[] {
  const differences = compareType(at, ours, theirs, bundle);
  const values = ours.enum ?? ours.items?.enum;
  if (!values || theirs.enum || theirs.items?.enum) return differences;
  differences.push({ kind: 'enum', at, detail: values.join(', ') });
  const words = new Set(theirs.mentioned?.toLowerCase().split(' '));
  for (const value of values) {
    const parts = String(value).toLowerCase().split(' ');
    if (value === '' || parts.every((part) => words.has(part))) continue;
    differences.push({ kind: 'enum-value', at: `${at}=${value}` });
  }
  return differences;
}

function compareType(
  at: string,
  ours: RawSchema,
  theirs: FactSchema,
  bundle: string,
): Difference[] {
  const mine = ourType(ours, bundle);
  const other = theirType(theirs);
  return mine === other ? [] : [{ kind: 'type', at, detail: `we say ${mine}, they say ${other}` }];
}

const INT32 = { minimum: -2147483648, maximum: 2147483647 };

function ourType(schema: RawSchema, bundle: string): string {
  if (schema.$ref) {
    const target = refTarget(schema.$ref, bundle);
    return `${target.bundle}.${target.name}`;
  }
  if (Array.isArray(schema.type)) return schema.type.join('|');
  if (schema.type === 'array') return `list of ${ourType(schema.items ?? {}, bundle)}`;
  if (typeof schema.additionalProperties === 'object') {
    return `map of ${ourType(schema.additionalProperties, bundle)}`;
  }
  if (schema.type === 'integer') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    return minimum >= INT32.minimum && maximum <= INT32.maximum ? 'int32' : 'int64';
  }
  if (schema.type === 'number') return 'double';
  if (schema.type === 'string' && schema.format === 'base64') return 'byte';
  return schema.type ?? 'any';
}

function theirType(schema: FactSchema): string {
  if (schema.$ref) return schema.$ref.replace('#/definitions/', '');
  if (schema.type === 'array') return `list of ${theirType(schema.items ?? {})}`;
  const { additionalProperties: values } = schema;
  if (typeof values === 'object') return `map of ${theirType(values)}`;
  if (schema.format === 'byte') return 'byte';
  if (schema.type === 'integer' || schema.type === 'number') return schema.format ?? schema.type;
  return schema.type ?? 'any';
}

/** Differences between the index and what a server serves. */
export function compareIndex(
  kinds: readonly KindEntry[],
  served: NonNullable<Facts['served']>,
): Difference[] {
  const differences: Difference[] = [];
  const indexed = new Set<string>();
  for (const { group, version, kind, plural, namespaced, source } of kinds) {
    if (source !== 'Kubernetes') continue;
    const at = `${group}/${version}/${kind}`;
    indexed.add(at);
    const theirs = served[at];
    if (!theirs) differences.push({ kind: 'extra', at });
    else {
      if (theirs.plural !== plural) differences.push({ kind: 'plural', at, detail: theirs.plural });
      if (theirs.namespaced !== namespaced) differences.push({ kind: 'scope', at });
    }
  }
  for (const at of Object.keys(served)) {
    if (!indexed.has(at)) differences.push({ kind: 'missing', at });
  }
  return differences;
}
