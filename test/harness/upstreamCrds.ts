// The CRDs that the projects publish, as a current API server takes them. They are not part of the repository: where they
// are not beside it there are none, and the callers make CRDs of our own schemas instead.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

const folder = path.resolve(import.meta.dirname, '../../../shared/upstream/crds');

export interface UpstreamCrd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
  };
}

/** Whether the upstream files are beside the repository. */
export const hasUpstreamCrds = existsSync(folder);

/** Every published CRD in the form `v1`, without its prose: some are above what the store of a cluster takes. */
export function upstreamCrds(): UpstreamCrd[] {
  const crds = globSync('*/*.yaml', { cwd: folder }).sort().flatMap(crdsIn);
  return crds.map((crd) => withoutProse(asV1(crd)) as UpstreamCrd);
}

function crdsIn(file: string): UpstreamCrd[] {
  return parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'))
    .map((document) => document.toJS() as UpstreamCrd | null)
    .flatMap((object) => (object?.kind === 'CustomResourceDefinition' ? [object] : []));
}

/** The old form had one schema for all versions, or none: then every field passes. */
function asV1(crd: UpstreamCrd): UpstreamCrd {
  const { metadata } = crd;
  const named = {
    ...crd,
    // Groups below k8s.io are Kubernetes' own and refused without this word.
    metadata: {
      name: metadata.name,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test cluster' },
    },
  };
  if (crd.apiVersion === 'apiextensions.k8s.io/v1') {
    const { conversion: _webhook, ...spec } = crd.spec;
    return { ...named, spec: spec };
  }
  const { validation, version, versions, subresources, group, names, scope } = crd.spec as OldSpec;
  const openAPIV3Schema = structural(validation?.openAPIV3Schema ?? {});
  const all = versions ?? [{ name: version ?? '', served: true, storage: true }];
  return {
    ...named,
    apiVersion: 'apiextensions.k8s.io/v1',
    spec: {
      group,
      names,
      scope,
      versions: all.map(({ name, served, storage }) => ({
        ...{ name, served, storage, schema: { openAPIV3Schema } },
        ...(subresources ? { subresources } : {}),
      })),
    },
  };
}

type OldSpec = UpstreamCrd['spec'] & {
  readonly scope: string;
  readonly version?: string;
  readonly versions?: { name: string; served: boolean; storage: boolean }[];
  readonly validation?: { openAPIV3Schema?: OldSchema };
  readonly subresources?: object;
};

interface OldSchema {
  type?: string;
  properties?: Record<string, OldSchema>;
  items?: OldSchema;
  additionalProperties?: OldSchema | boolean;
  [keyword: string]: unknown;
}

/** What v1 asks for and v1beta1 did not: a type everywhere. A value without one passes. */
function structural(schema: OldSchema, isRoot = true): OldSchema {
  const type = schema.type ?? (schema.properties ? 'object' : undefined);
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(type || isRoot ? { type: type ?? 'object' } : {}),
    ...(type === undefined && !isRoot && !schema['x-kubernetes-int-or-string']
      ? { 'x-kubernetes-preserve-unknown-fields': true }
      : {}),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [
          name,
          // Of the object's own metadata a CRD says no more than this.
          isRoot && name === 'metadata' ? { type: 'object' } : structural(field, false),
        ]),
      ),
    }),
    ...(items && { items: structural(items, false) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: structural(additionalProperties, false),
    }),
  };
}

function withoutProse(value: unknown, isFields = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, text]) => isFields || key !== 'description' || typeof text !== 'string')
      .map(([key, item]) => [key, withoutProse(item, key === 'properties' && !isFields)]),
  );
}
