// The CRDs that the projects publish, made of the facts in the repository: all that a server judges by is in them.
import { join } from 'node:path';
import type { CustomResourceDefinition } from '../../scripts/crdFromSchema.ts';
import type { CrdFacts } from '../../tools/schemas/facts/facts.ts';
import { isRecord } from '../../shared/json.ts';
import { allFacts } from '../../tools/schemas/facts/readFacts.ts';
import { repositoryRoot } from './manifests.ts';

/** The facts of every published CRD whose kind the product knows. */
export function publishedFacts(): CrdFacts[] {
  const systems = allFacts(join(repositoryRoot, 'schemas'));
  return [...systems.values()].flatMap(({ crds = [] }) => crds.map(ofTheNewest));
}

/** As its newest release has it: with all versions of the past a CRD may be larger than a server takes. */
function ofTheNewest({ versions, ...crd }: CrdFacts): CrdFacts {
  return { ...crd, versions: versions.filter(({ until }) => until === undefined) };
}

/** The CRD to give to a server. */
export function publishedCrd({ versions, ...facts }: CrdFacts): CustomResourceDefinition {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${facts.names.plural}.${facts.group}`,
      // Groups below k8s.io are Kubernetes' own and refused without this word.
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test cluster' },
    },
    spec: {
      ...facts,
      versions: versions.map(({ schema, keepsUnknown: _keepsUnknown, ...version }) => ({
        ...version,
        schema: { openAPIV3Schema: withMessages(schema) },
      })),
    },
  };
}

/**
 * Facts hold no sentences, and a server wants one beside an expression of several lines. Fields that only older releases had
 * are left out, as is what we say of releases.
 */
function withMessages(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    if (key === 'x-after' || (isRecord(value) && value['x-until'] !== undefined)) return undefined;
    return key === 'x-kubernetes-validations' && Array.isArray(value)
      ? value.map((rule: object) => ({ message: 'the expression does not hold', ...rule }))
      : value;
  });
  return JSON.parse(text) as object;
}
