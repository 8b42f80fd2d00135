/** Manifests of what hangs together around an object, or in a namespace: for a picture, without what the cluster fills in. */
import { groupOf } from '../../shared/gvk.ts';
import type { ResourceRef, Result } from '../api.ts';
import type { ManifestsAround, ServedKind } from '../exploreApi.ts';
import { inParallel } from '../inParallel.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { at, isObject, listAt, objectAt, textAt } from '../values.ts';

interface Wanted {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What any picture of storage and workloads is made of. Secrets and ConfigMaps are drawn by name, and never read. */
const usual: readonly Wanted[] = [
  ...['Pod', 'PersistentVolumeClaim', 'Service'].map((kind) => inNamespaces('v1', kind)),
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) =>
    inNamespaces('apps/v1', kind),
  ),
  ...['Job', 'CronJob'].map((kind) => inNamespaces('batch/v1', kind)),
  { apiVersion: 'v1', kind: 'PersistentVolume', namespaced: false },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', namespaced: false },
];

function inNamespaces(apiVersion: string, kind: string): Wanted {
  return { apiVersion, kind, namespaced: true };
}

/** Fails where not one of the kinds may be listed. */
export async function readManifestsAround(
  context: ResourceContext,
  around: ResourceRef | { readonly namespace: string },
  served: readonly ServedKind[],
  signal?: AbortSignal,
): Promise<Result<ManifestsAround>> {
  const { namespace } = around;
  const wanted = [...usual, ...('kind' in around ? kindsBeside(around, served) : [])];
  const lists = await inParallel(wanted, async (kind) => ({
    kind,
    list: await listAll(context, kind, {
      ...(kind.namespaced && namespace !== undefined && { namespace }),
      ...(signal && { signal }),
    }),
  }));
  const [first] = lists;
  if (first && !first.list.ok && lists.every(({ list }) => !list.ok)) return first.list;
  const read = lists.flatMap(({ kind, list }) => (list.ok ? [{ kind, items: list.value }] : []));
  return {
    ok: true,
    value: {
      manifests: read.flatMap(({ kind, items }) =>
        items.filter((item) => !isIdle(item, kind)).map((item) => manifestOf(item, kind)),
      ),
      whole: read.map(({ kind: { apiVersion, kind } }) => ({ group: groupOf(apiVersion), kind })),
    },
  };
}

/** The object's own kind, and those of the same project: they refer to each other. */
function kindsBeside({ apiVersion, kind }: ResourceRef, served: readonly ServedKind[]): Wanted[] {
  const group = groupOf(apiVersion);
  if (usual.some((each) => each.kind === kind && groupOf(each.apiVersion) === group)) return [];
  const project = projectOf(group);
  const beside = served.filter(
    (each) => each.isCustom && projectOf(groupOf(each.apiVersion)) === project,
  );
  const own = served.find((each) => each.kind === kind && groupOf(each.apiVersion) === group);
  return [...new Set([...(own && !isSecret(own) ? [own] : []), ...beside])];
}

function isSecret({ apiVersion, kind }: Wanted): boolean {
  return apiVersion === 'v1' && (kind === 'Secret' || kind === 'ConfigMap');
}

/** `stackable.tech` of `trino.stackable.tech`; groups of kubernetes-sigs have nothing in common but their end. */
function projectOf(group: string): string {
  if (group.endsWith('.k8s.io')) return group;
  return group.split('.').slice(-2).join('.');
}

/** What was there before an update is kept, without pods. */
function isIdle(item: unknown, { kind }: Wanted): boolean {
  return kind === 'ReplicaSet' && at(item, 'spec', 'replicas') === 0;
}

/** Items of lists do not say their kind. What has no bearing on a picture stays behind. */
function manifestOf(item: unknown, { apiVersion, kind }: Wanted): string {
  const { metadata: _, status: __, ...rest } = isObject(item) ? item : {};
  const [name, namespace] = ['name', 'namespace'].map((key) => textAt(item, 'metadata', key));
  const labels = objectAt(item, 'metadata', 'labels');
  const ownerReferences = listAt(item, 'metadata', 'ownerReferences');
  return JSON.stringify({
    ...rest,
    ...{ apiVersion, kind },
    metadata: { name, ...(namespace && { namespace }), labels, ownerReferences },
  });
}
