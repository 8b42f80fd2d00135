// A CustomResourceDefinition as facts, in the form `v1` whatever form its project publishes.

import type { CrdFacts, CrdVersion, FactSchema } from './facts.ts';
import { schemaFacts } from './schemaFacts.ts';

/** What a file of a project may hold. */
export interface PublishedCrd {
  readonly apiVersion: string;
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: CrdFacts['names'];
    readonly versions?: readonly PublishedVersion[];
    /** The form `v1beta1`: one schema for all versions, or none. */
    readonly version?: string;
    readonly validation?: PublishedSchema;
    readonly subresources?: object;
    readonly preserveUnknownFields?: boolean;
  };
}

interface PublishedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  readonly schema?: PublishedSchema;
  readonly subresources?: object;
}

interface PublishedSchema {
  readonly openAPIV3Schema?: Readonly<Record<string, unknown>>;
}

export function crdFacts({ apiVersion, spec }: PublishedCrd): CrdFacts {
  const { group, scope, names } = spec;
  const isCurrent = apiVersion === 'apiextensions.k8s.io/v1';
  const keepsUnknown = !isCurrent && spec.preserveUnknownFields !== false;
  const versions = spec.versions ?? [{ name: spec.version ?? '', served: true, storage: true }];
  return {
    ...{ group, scope, names },
    versions: versions.map((version) => {
      const { schema, ...facts } = versionFacts(version, spec);
      const kept = keepsUnknown && { keepsUnknown };
      return {
        ...facts,
        ...kept,
        schema: isCurrent ? schema : structural(schema, { isRoot: true }),
      };
    }),
  };
}

function versionFacts(version: PublishedVersion, spec: PublishedCrd['spec']): CrdVersion {
  const { name, served, storage, deprecated } = version;
  const subresources = version.subresources ?? spec.subresources;
  const schema = version.schema ?? spec.validation;
  return {
    ...{ name, served, storage },
    ...(deprecated && { deprecated }),
    ...(subresources && { subresources }),
    schema: schemaFacts(schema?.openAPIV3Schema ?? {}),
  };
}

/** What `v1` asks for and `v1beta1` did not: a type everywhere. A value without one passes, as does all without a schema. */
function structural(schema: FactSchema, { isRoot }: { isRoot: boolean }): FactSchema {
  const { properties, items, additionalProperties: values } = schema;
  const type = schema.type ?? (properties || isRoot ? 'object' : undefined);
  const isOpen = isRoot ? !properties : !type && !schema['x-kubernetes-int-or-string'];
  const within = (inner: FactSchema): FactSchema => structural(inner, { isRoot: false });
  return {
    ...(type && { type }),
    ...schema,
    ...(isOpen && { 'x-kubernetes-preserve-unknown-fields': true }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [
          name,
          // Of the object's own metadata a CRD says no more than this.
          isRoot && name === 'metadata' ? { type: 'object' } : within(field),
        ]),
      ),
    }),
    ...(items && { items: within(items) }),
    ...(typeof values === 'object' && { additionalProperties: within(values) }),
  };
}
