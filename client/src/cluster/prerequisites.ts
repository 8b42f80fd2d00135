/** Documents that fail only because an earlier one of the same file has not been applied yet. */
import type { PlanEntry } from './api.ts';
import { parseManifest } from '../../../shared/manifestDocuments.ts';
import { listAt, textAt } from './values.ts';

export interface Prerequisite {
  readonly entry: PlanEntry;
  /** Whether the dependent object lives in a namespace. */
  readonly namespaced: boolean;
}

/** The earlier entry that makes what `entry` was refused for; undefined when it has another reason. */
export function findPrerequisite(
  entry: PlanEntry,
  entries: readonly PlanEntry[],
): Prerequisite | undefined {
  const earlier = entries.filter(
    (other) =>
      other.index < entry.index && (other.action === 'create' || other.action === 'create-after'),
  );
  const { error, document } = entry;
  if (error?.code === 'kind-unknown') {
    for (const other of earlier) {
      const scope = definedScope(other, document.apiVersion, document.kind);
      if (scope) return { entry: other, namespaced: scope === 'Namespaced' };
    }
    return undefined;
  }
  const wanted =
    error?.code === 'namespace-missing'
      ? { kind: 'Namespace', name: entry.ref?.namespace, namespace: undefined }
      : {
          kind: 'ServiceAccount',
          name: missingServiceAccount(error?.message),
          namespace: entry.ref?.namespace,
        };
  const found = earlier.find(
    ({ ref }) =>
      wanted.name &&
      ref?.kind === wanted.kind &&
      ref.name === wanted.name &&
      ref.namespace === wanted.namespace,
  );
  return found && { entry: found, namespaced: true };
}

export function prerequisiteText({ ref }: PlanEntry): string {
  return `Will be created after ${ref?.kind ?? 'document'} ${ref?.name ?? ''}, which an earlier document makes; checked again then`;
}

/** Why a Pod is refused before its ServiceAccount exists. */
export function missingServiceAccount(message: string | undefined): string | undefined {
  return /serviceaccount "([^"]+)" not found/i.exec(message ?? '')?.[1];
}

/** Scope that a CustomResourceDefinition gives to a kind, when it is the one that defines it. */
function definedScope(
  entry: PlanEntry,
  apiVersion: string | undefined,
  kind: string | undefined,
): string | undefined {
  if (entry.ref?.kind !== 'CustomResourceDefinition') return undefined;
  const crd = parseManifest(entry.document.text);
  const group = textAt(crd, 'spec', 'group');
  const versions = listAt(crd, 'spec', 'versions').map(
    (version) => `${group}/${textAt(version, 'name')}`,
  );
  if (
    textAt(crd, 'spec', 'names', 'kind') !== kind ||
    !apiVersion ||
    !versions.includes(apiVersion)
  )
    return undefined;
  return textAt(crd, 'spec', 'scope') ?? 'Namespaced';
}

/** The apiVersions whose kinds change when this entry is applied. */
export function definedApiVersions(entry: PlanEntry): string[] {
  if (entry.ref?.kind !== 'CustomResourceDefinition') return [];
  const crd = parseManifest(entry.document.text);
  const group = textAt(crd, 'spec', 'group');
  return listAt(crd, 'spec', 'versions').map((version) => `${group}/${textAt(version, 'name')}`);
}
