/** Who is in a namespace, and how much of a resource each asks for there. */
import { groupBy } from '../../../shared/groupBy.ts';
import { asLongAsSame } from '../asLongAsSame.ts';
import { areApart } from '../environments.ts';
import type { KindName } from '../facts.ts';
import { kindKey, type Graph, type KnownObject } from '../graph.ts';
import { podAmount } from '../podAmounts.ts';
import { folderOf } from '../siblings.ts';
import { claimKind, claimsAskedBy } from '../storage/around.ts';

/** Objects that say the same namespace, or that say none and lie in one folder, are in the same one. */
function spaceOf({ uri, facts: { namespace } }: KnownObject): string {
  return namespace === undefined ? `folder ${folderOf(uri)}` : `namespace ${namespace}`;
}

/** Objects of a kind in the namespace of an object, but for those of another cluster. */
export function ofKindInNamespace(
  graph: Graph,
  kind: KindName,
  object: KnownObject,
): readonly KnownObject[] {
  const bySpace = asLongAsSame(graph, `${kindKey(kind)} by namespace`, () =>
    groupBy(
      [...graph.ofKind(kind)].flatMap(({ by, isMade }) => (isMade ? [] : [by])),
      spaceOf,
    ),
  );
  return (bySpace.get(spaceOf(object)) ?? []).filter(
    ({ uri }) => !areApart(graph, object.uri, uri),
  );
}

/** Workloads and claims of the namespace of an object, but for those of another cluster. */
export function objectsOfNamespace(graph: Graph, object: KnownObject): readonly KnownObject[] {
  const withPods = asLongAsSame(graph, 'workloads by namespace', () =>
    groupBy(graph.withPods(), spaceOf),
  );
  return [
    ...new Set([
      ...(withPods.get(spaceOf(object)) ?? []).filter(
        ({ uri }) => !areApart(graph, object.uri, uri),
      ),
      ...ofKindInNamespace(graph, claimKind, object),
    ]),
  ];
}

/** Of a resource as quotas name it; 0 for what is not counted here. */
export function usedOf(object: KnownObject, resource: string): number {
  const claims = claimsAskedBy(object);
  const ofClass = /^(.+)\.storageclass\.storage\.k8s\.io\/(.+)$/.exec(resource);
  if (ofClass) {
    const [, name, what = ''] = ofClass;
    const its = claims.filter(({ claim }) => claim.className === name);
    return what === 'requests.storage' ? sizeOf(its) : countOf(its);
  }
  if (resource === 'requests.storage') return sizeOf(claims);
  if (resource === 'persistentvolumeclaims' || resource === 'count/persistentvolumeclaims')
    return countOf(claims);
  const lasting = object.facts.pods.filter(() => object.facts.kind !== 'CronJob');
  if (resource === 'pods' || resource === 'count/pods')
    return lasting.reduce((sum, pod) => sum + (pod.replicas?.count ?? 1), 0);
  const [, side = 'requests', what = ''] =
    /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(resource) ?? [];
  if (what === '') return 0;
  return lasting.reduce(
    (sum, { containers, replicas }) =>
      sum +
      (replicas?.count ?? 1) *
        podAmount(containers, side === 'limits' ? 'limits' : 'requests', what),
    0,
  );
}

function sizeOf(claims: ReturnType<typeof claimsAskedBy>): number {
  return claims.reduce((sum, { claim, count }) => sum + count * (claim.request ?? 0), 0);
}

function countOf(claims: ReturnType<typeof claimsAskedBy>): number {
  return claims.reduce((sum, { count }) => sum + count, 0);
}
