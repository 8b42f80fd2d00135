// Makes CustomResourceDefinitions out of our own schemas, so that a test cluster serves the kinds of an operator without
// that operator's files. What the API server then checks is what the schema says: names, types, enums, required fields.
import { limitKeywords, type KindEntry, type TypeSchema } from '../core/schema/schema.ts';
import { folderReader } from '../core/workspace/disk/folderReader.ts';
import { SchemaStore } from '../core/schema/schemaStore.ts';

export interface CustomResourceDefinition {
  apiVersion: 'apiextensions.k8s.io/v1';
  kind: 'CustomResourceDefinition';
  metadata: { name: string; annotations: Record<string, string> };
  spec: { group: string; [field: string]: unknown };
}

type Wanted = (entry: KindEntry) => boolean;

/**
 * The CRDs of every bundled kind that Kubernetes does not serve by itself, from a folder such as `dist/schemas`, in the
 * versions that its newest release has.
 */
export function crdsFromFolder(folder: string, wanted?: Wanted): CustomResourceDefinition[] {
  return crdsFromSchemas(new SchemaStore(folderReader(folder)), wanted);
}

/** The kinds of the folder that are not Kubernetes' own. */
export function ownKindsIn(folder: string): KindEntry[] {
  return new SchemaStore(folderReader(folder)).kinds.filter(isOwn);
}

function isOwn({ source }: KindEntry): boolean {
  return source !== 'Kubernetes';
}

/** One CRD for each kind that is wanted and not Kubernetes' own, with all its versions; the most stable one is stored. */
export function crdsFromSchemas(
  store: SchemaStore,
  wanted: Wanted = () => true,
): CustomResourceDefinition[] {
  const byName = new Map<string, KindEntry[]>();
  for (const entry of store.kinds) {
    if (!isOwn(entry) || entry.until !== undefined || !wanted(entry)) continue;
    const name = `${entry.plural}.${entry.group}`;
    byName.set(name, [...(byName.get(name) ?? []), entry]);
  }
  return [...byName].map(([name, entries]) => crd(store, name, entries));
}

function crd(store: SchemaStore, name: string, entries: KindEntry[]): CustomResourceDefinition {
  const sorted = entries.toSorted((a, b) => stability(b.version) - stability(a.version));
  const [first] = sorted;
  if (!first) throw new Error(`${name} has no version`);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    // Groups below k8s.io are Kubernetes' own and refused without this word.
    metadata: {
      name,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test cluster' },
    },
    spec: {
      group: first.group,
      scope: first.namespaced ? 'Namespaced' : 'Cluster',
      names: {
        kind: first.kind,
        listKind: `${first.kind}List`,
        plural: first.plural,
        singular: first.kind.toLowerCase(),
        ...(first.shortNames?.length ? { shortNames: first.shortNames } : {}),
      },
      versions: sorted.map((entry) => version(store, entry, entry === first)),
    },
  };
}

/** `v2` over `v1`, `v1` over `v1beta2`, `v1beta2` over `v1alpha3`: how Kubernetes orders versions. */
function stability(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return 0;
  const level = match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1;
  return level * 1e6 + Number(match[1]) * 1e3 + Number(match[3] ?? 0);
}

function version(store: SchemaStore, entry: KindEntry, isStored: boolean): object {
  const typed = store.schemaOf(entry);
  if (!typed)
    throw new Error(`${entry.kind}: bundle ${entry.bundle} has no definition ${entry.definition}`);
  const root = typed.resolve(typed.root);
  const { status } = root.properties ?? {};
  return {
    name: entry.version,
    served: true,
    storage: isStored,
    schema: {
      openAPIV3Schema: root['x-placeholders']
        ? withoutEnums(rootSchema(root, (schema) => typed.resolve(schema)))
        : rootSchema(root, (schema) => typed.resolve(schema)),
    },
    // A server with the subresource takes no status from a manifest, not even one that is asked for.
    ...(status && !root.required?.includes('status') ? { subresources: { status: {} } } : {}),
  };
}

/** A placeholder may stand where a choice is wanted: the operator sees what it becomes, the server does not. */
function withoutEnums(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'enum' && Array.isArray(value) ? undefined : value,
  );
  return JSON.parse(text) as object;
}

type Resolve = (schema: TypeSchema) => TypeSchema;

/** Of `metadata` a CRD may say no more than that it is an object: the server knows the rest. */
function rootSchema(root: TypeSchema, resolve: Resolve): object {
  const own = ['apiVersion', 'kind', 'metadata'];
  const others = Object.entries(root.properties ?? {}).filter(([name]) => !own.includes(name));
  return {
    type: 'object',
    required: root.required?.filter((name) => !own.includes(name)) ?? [],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...Object.fromEntries(
        others.map(([name, schema]) => [name, structural(schema, resolve, [])]),
      ),
    },
  };
}

const opaque = { 'x-kubernetes-preserve-unknown-fields': true };
const anyOfIntAndString = { 'x-kubernetes-int-or-string': true };
const quantity = {
  ...anyOfIntAndString,
  pattern: '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
};

/**
 * The structural form that a CRD demands: one type for each value, no references, no closed objects (unknown fields are
 * refused or dropped anyway), no formats of ours, no defaults (the operator sets them, not the API server).
 * `within` are the references being followed: what contains itself has no structural form and becomes opaque.
 */
function structural(schema: TypeSchema, resolve: Resolve, within: readonly string[]): object {
  if (schema.$ref !== undefined) {
    if (within.includes(schema.$ref)) return { type: 'object', ...opaque };
    return structural(resolve(schema), resolve, [...within, schema.$ref]);
  }
  if (schema.format === 'quantity' || schema.format === 'cpu-quantity') return quantity;
  if (schema['x-kubernetes-int-or-string']) return anyOfIntAndString;

  const types = [schema.type ?? []].flat();
  const [type, ...furtherTypes] = types.filter((name) => name !== 'null');
  const nullable = types.includes('null') ? { nullable: true } : {};
  if (schema['x-kubernetes-preserve-unknown-fields']) {
    // Of several types a CRD can name none, and of a list the server asks what it holds.
    const isNamed = type !== undefined && type !== 'array' && furtherTypes.length === 0;
    return { ...(isNamed && { type }), ...opaque, ...nullable };
  }
  if (!type) return opaque;
  if (furtherTypes.length > 0) {
    const isIntOrString = types.every((name) =>
      ['integer', 'number', 'string', 'null'].includes(name),
    );
    return isIntOrString ? { ...anyOfIntAndString, ...nullable } : { ...opaque, ...nullable };
  }
  return {
    ...{ type, ...nullable, ...limits(schema), ...contents(schema, type, resolve, within) },
    ...choices(schema),
  };
}

/** Which fields must or must not stand together. */
function choices({ oneOf, anyOf, allOf, not }: TypeSchema): object {
  return {
    ...(oneOf?.every(isChoice) ? { oneOf } : {}),
    ...(anyOf?.every(isChoice) ? { anyOf } : {}),
    ...(allOf?.every(isChoice) ? { allOf } : {}),
    ...(not && isChoice(not) ? { not } : {}),
  };
}

/** Part of a choice: it says which fields must be there, and nothing that a CRD has to repeat elsewhere. */
function isChoice({ required: _required, ...schema }: TypeSchema): boolean {
  return Object.keys(schema).length === Object.keys(choices(schema)).length;
}

function contents(
  schema: TypeSchema,
  type: string,
  resolve: Resolve,
  within: readonly string[],
): object {
  const convert = (inner: TypeSchema) => structural(inner, resolve, within);
  if (type === 'array') return { items: schema.items ? convert(schema.items) : opaque };
  if (type !== 'object') return {};
  const { properties, additionalProperties, required } = schema;
  if (properties && Object.keys(properties).length > 0) {
    const entries = Object.entries(properties);
    return {
      properties: Object.fromEntries(entries.map(([name, inner]) => [name, convert(inner)])),
      ...(required?.length ? { required } : {}),
      ...(additionalProperties ? opaque : {}), // a CRD allows fields by name or freely, not both
    };
  }
  if (typeof additionalProperties === 'object')
    return { additionalProperties: convert(additionalProperties) };
  return additionalProperties === false ? {} : opaque;
}

function limits(schema: TypeSchema): object {
  const numbers = limitKeywords.flatMap((name) =>
    schema[name] === undefined ? [] : [[name, schema[name]]],
  );
  const { pattern } = schema;
  const values = schema['x-unchecked'] ? [] : schema.enum?.filter((value) => value !== null);
  return {
    ...(Object.fromEntries(numbers) as object),
    ...(pattern !== undefined ? { pattern } : {}),
    ...(values?.length ? { enum: values } : {}),
  };
}
