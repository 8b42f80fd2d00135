// One CRD of a kind out of those of several releases: a version that the newest does not serve any more is served by
// somebody's older cluster, so it stays, with all fields that it ever had.

import type { CrdFacts, CrdVersion, FactSchema } from './facts.ts';
import type { ReleasedCrd } from './published.ts';

/** `crds` are of one kind, the newest release first. */
export function mergeReleases(crds: readonly ReleasedCrd[]): CrdFacts | undefined {
  const [newest, ...older] = crds;
  if (!newest) return undefined;
  const current = newest.crd.versions
    .filter(({ served }) => served)
    .map((version) => older.reduce(withFormer, version));
  const names = new Set(current.map(({ name }) => name));
  const gone = new Map<string, CrdVersion>();
  for (const { crd, release } of older) {
    for (const version of crd.versions) {
      if (!version.served || names.has(version.name)) continue;
      const known = gone.get(version.name);
      gone.set(version.name, known ? withOlder(known, version) : ofThePast(version, release));
    }
  }
  const unserved = newest.crd.versions.filter(({ served, name }) => !served && !gone.has(name));
  return { ...newest.crd, versions: [...current, ...gone.values(), ...unserved] };
}

/** Objects are stored in a version of today. */
function ofThePast({ schema, ...version }: CrdVersion, until: string): CrdVersion {
  return { ...version, storage: false, ...(until && { until }), schema };
}

/**
 * A version that is served still, with the fields that an older release had beside: older clusters take them. What the
 * older one did not have yet says so.
 */
function withFormer(version: CrdVersion, { crd, release }: ReleasedCrd): CrdVersion {
  const before = crd.versions.find(({ name, served }) => served && name === version.name);
  if (!before || version.keepsUnknown || release === '') return version;
  return { ...version, schema: former(version.schema, before.schema, release) };
}

/** What objects of Kubernetes within a kind had before is no matter of the project. */
const ofKubernetes = new Set([
  ...['status', 'operation', 'metadata', 'resources', 'volumes', 'resourceClaims', 'volumeClaim'],
  ...['volumeClaimTemplate', 'volumeClaimTemplates', 'pvcTemplate', 'podTemplate'],
]);

function former(newer: FactSchema, older: FactSchema, until: string): FactSchema {
  if (newer.type === 'integer' && older[orText] === true)
    return { [orText]: true, anyOf: older.anyOf };
  if (newer.type !== older.type || isOpen(newer)) return newer;
  const { properties, items, additionalProperties: values } = newer;
  const result: Record<string, unknown> = { ...newer };
  if (properties) {
    const names = Object.keys({ ...properties, ...older.properties }).sort();
    const field = (name: string): FactSchema => {
      const [now, before] = [properties[name], older.properties?.[name]];
      if (!now) return { 'x-until': until, ...before };
      if (!before) return older.properties && !isOpen(older) ? cameAfter(now, until) : now;
      return ofKubernetes.has(name) ? now : former(now, before, until);
    };
    const kept = names.filter((name) => properties[name] !== undefined || !ofKubernetes.has(name));
    result.properties = Object.fromEntries(kept.map((name) => [name, field(name)]));
  }
  if (items && older.items) result.items = former(items, older.items, until);
  const olderValues = older.additionalProperties;
  if (typeof values === 'object' && typeof olderValues === 'object')
    result.additionalProperties = former(values, olderValues, until);
  return result;
}

/** Of a whole number that a text may stand for. */
const orText = 'x-kubernetes-int-or-string';

const isOpen = (schema: FactSchema): boolean =>
  schema['x-kubernetes-preserve-unknown-fields'] === true;

/** The newest of the releases without the field is the one that counts, and they come newest first. */
function cameAfter(field: FactSchema, release: string): FactSchema {
  const isKnown = field['x-until'] !== undefined || field['x-after'] !== undefined;
  return isKnown ? field : { 'x-after': release, ...field };
}

const withOlder = (newer: CrdVersion, older: CrdVersion): CrdVersion => ({
  ...newer,
  schema: union(newer.schema, older.schema),
});

/** Keywords that narrow: two that are not the same say nothing together. */
const narrowing = [
  ...['pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['anyOf', 'oneOf', 'allOf', 'not', 'x-kubernetes-validations', 'format', 'uniqueItems'],
];

/** What at least one of the two allows. Where they are of different types the newer counts. */
export function union(newer: FactSchema, older: FactSchema): FactSchema {
  if (newer.type !== older.type) return newer;
  const merged: Record<string, unknown> = { ...newer };
  for (const keyword of narrowing)
    if (JSON.stringify(newer[keyword]) !== JSON.stringify(older[keyword]))
      Reflect.deleteProperty(merged, keyword);
  if (!newer.enum || !older.enum) delete merged.enum;
  else merged.enum = [...new Set([...newer.enum, ...older.enum])];
  const required = newer.required?.filter((name) => older.required?.includes(name)) ?? [];
  if (required.length > 0) merged.required = required;
  else delete merged.required;
  const open = 'x-kubernetes-preserve-unknown-fields';
  if (newer[open] === true || older[open] === true) merged[open] = true;
  return { ...(merged as FactSchema), ...below(newer, older) };
}

function below(newer: FactSchema, older: FactSchema): FactSchema {
  const { items, additionalProperties: values } = newer;
  const olderValues = older.additionalProperties;
  const names = [
    ...new Set([...Object.keys(newer.properties ?? {}), ...Object.keys(older.properties ?? {})]),
  ].sort();
  const field = (name: string): FactSchema => {
    const [one, other] = [newer.properties?.[name], older.properties?.[name]];
    return one && other ? union(one, other) : (one ?? other ?? {});
  };
  return {
    ...(names.length > 0 && {
      properties: Object.fromEntries(names.map((name) => [name, field(name)])),
    }),
    ...(items && older.items && { items: union(items, older.items) }),
    ...(typeof values === 'object' &&
      typeof olderValues === 'object' && { additionalProperties: union(values, olderValues) }),
  };
}
