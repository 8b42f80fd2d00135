/** Compares the built-in bundles with the OpenAPI (v2) document of an API server. */
import type { KindEntry, Schema } from '../../../server/src/schema/schema.ts';
import { refTarget } from '../../../scripts/schemas/walk.ts';
import type { Bundles } from '../../../scripts/schemas/walk.ts';
import type { Difference } from './difference.ts';

export interface OpenApi {
  definitions: Record<string, OpenApiSchema>;
  paths: Record<string, Record<string, unknown>>;
}

interface OpenApiSchema {
  type?: string;
  format?: string;
  $ref?: string;
  description?: string;
  enum?: unknown[];
  required?: string[];
  items?: OpenApiSchema;
  additionalProperties?: OpenApiSchema;
  properties?: Record<string, OpenApiSchema>;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

/** Differences of names, types, required fields and enums over all definitions of bundles with the prefix. */
export function compareDefinitions(
  bundles: Bundles,
  openApi: Pick<OpenApi, 'definitions'>,
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
  for (const name of Object.keys(openApi.definitions)) {
    if (!ours.has(name)) differences.push({ kind: 'missing', at: name });
  }
  for (const [name, { bundle, schema }] of ours) {
    const theirs = openApi.definitions[name];
    if (theirs) differences.push(...compareDefinition(name, schema, theirs, bundle));
    else differences.push({ kind: 'extra', at: name });
  }
  return differences;
}

function compareDefinition(
  at: string,
  ours: Schema,
  theirs: OpenApiSchema,
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
function isTypeMeta(name: string, ours: Schema, theirs: OpenApiSchema): boolean {
  const [only, value] = ours.enum ?? [];
  if (!only || value !== undefined) return false;
  return (theirs['x-kubernetes-group-version-kind'] ?? []).some(({ group, version, kind }) =>
    name === 'kind'
      ? only === kind
      : name === 'apiVersion' && only === (group ? `${group}/${version}` : version),
  );
}

function compareField(
  at: string,
  ours: Schema,
  theirs: OpenApiSchema,
  bundle: string,
): Difference[] {
  const differences = compareType(at, ours, theirs, bundle);
  const values = ours.enum ?? ours.items?.enum;
  if (!values || theirs.enum || theirs.items?.enum) return differences;
  differences.push({ kind: 'enum', at, detail: values.join(', ') });
  const words = new Set(theirs.description?.split(/[^\w*/+-]+/).map((word) => word.toLowerCase()));
  for (const value of values) {
    const parts = String(value).toLowerCase().split(' ');
    if (value === '' || parts.every((part) => words.has(part))) continue;
    differences.push({ kind: 'enum-value', at: `${at}=${value}` });
  }
  return differences;
}

function compareType(
  at: string,
  ours: Schema,
  theirs: OpenApiSchema,
  bundle: string,
): Difference[] {
  const mine = ourType(ours, bundle);
  const other = theirType(theirs);
  return mine === other ? [] : [{ kind: 'type', at, detail: `we say ${mine}, they say ${other}` }];
}

const INT32 = { minimum: -2147483648, maximum: 2147483647 };

function ourType(schema: Schema, bundle: string): string {
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

function theirType(schema: OpenApiSchema): string {
  if (schema.$ref) return schema.$ref.replace('#/definitions/', '');
  if (schema.type === 'array') return `list of ${theirType(schema.items ?? {})}`;
  if (schema.additionalProperties) return `map of ${theirType(schema.additionalProperties)}`;
  if (schema.format === 'byte') return 'byte';
  if (schema.type === 'integer' || schema.type === 'number') return schema.format ?? schema.type;
  return schema.type ?? 'any';
}

interface ServedKind {
  plural: string;
  namespaced: boolean;
}

/** Differences between the index and the paths under which a server serves its kinds. */
export function compareIndex(kinds: readonly KindEntry[], openApi: OpenApi): Difference[] {
  const differences: Difference[] = [];
  const served = servedKinds(openApi);
  const indexed = new Set<string>();
  for (const { group, version, kind, plural, namespaced, source } of kinds) {
    if (source !== 'Kubernetes') continue;
    const at = `${group}/${version}/${kind}`;
    indexed.add(at);
    const theirs = served.get(at);
    if (!theirs) differences.push({ kind: 'extra', at });
    else {
      if (theirs.plural !== plural) differences.push({ kind: 'plural', at, detail: theirs.plural });
      if (theirs.namespaced !== namespaced) differences.push({ kind: 'scope', at });
    }
  }
  for (const at of served.keys()) {
    if (!indexed.has(at)) differences.push({ kind: 'missing', at });
  }
  return differences;
}

/** `/api/v1/namespaces/{namespace}/pods` and `/apis/apps/v1/deployments`, with or without `/{name}`. */
const PATH =
  /^\/(?:api|apis\/[^/]+)\/[^/]+\/(namespaces\/\{namespace\}\/)?([a-z]+)(?:\/\{name\})?$/;

function servedKinds(openApi: OpenApi): Map<string, ServedKind> {
  const served = new Map<string, ServedKind>();
  for (const [path, item] of Object.entries(openApi.paths)) {
    const match = PATH.exec(path);
    if (!match?.[2]) continue;
    for (const operation of Object.values(item)) {
      const kind = gvkOf(operation);
      if (!kind) continue;
      const namespaced = Boolean(match[1]) || served.get(kind)?.namespaced === true;
      served.set(kind, { plural: match[2], namespaced });
    }
  }
  return served;
}

function gvkOf(operation: unknown): string | undefined {
  const action = (operation as { 'x-kubernetes-action'?: string })['x-kubernetes-action'];
  const gvk = (operation as Record<string, { group: string; version: string; kind: string }>)[
    'x-kubernetes-group-version-kind'
  ];
  if (!gvk || !['get', 'list', 'post'].includes(action ?? '')) return undefined;
  return `${gvk.group}/${gvk.version}/${gvk.kind}`;
}
