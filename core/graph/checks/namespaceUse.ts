/** Who is in a namespace, and how much of a resource each asks for there. */
import type { PodFacts } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { folderOf } from '../siblings.ts';
import { claimsAskedBy } from '../storage/around.ts';

/** Both say the same namespace, or neither says one and they lie in one folder. */
export function isOfNamespace(one: KnownObject, other: KnownObject): boolean {
  if (one.facts.namespace !== other.facts.namespace) return false;
  return one.facts.namespace !== undefined || folderOf(one.uri) === folderOf(other.uri);
}

/** Workloads and claims of the namespace of an object. */
export function objectsOfNamespace(graph: Graph, object: KnownObject): KnownObject[] {
  const found = new Set<KnownObject>();
  for (const each of graph.withPods()) if (isOfNamespace(each, object)) found.add(each);
  for (const { by, isMade } of graph.ofKind({ group: '', kind: 'PersistentVolumeClaim' }))
    if (!isMade && isOfNamespace(by, object)) found.add(by);
  return [...found];
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
    (sum, pod) => sum + (pod.replicas?.count ?? 1) * ofPod(pod, side === 'limits', what),
    0,
  );
}

function sizeOf(claims: ReturnType<typeof claimsAskedBy>): number {
  return claims.reduce((sum, { claim, count }) => sum + count * (claim.request ?? 0), 0);
}

function countOf(claims: ReturnType<typeof claimsAskedBy>): number {
  return claims.reduce((sum, { count }) => sum + count, 0);
}

/** The containers together, or the init container that asks for most. */
function ofPod({ containers }: PodFacts, isLimit: boolean, what: string): number {
  let together = 0;
  let before = 0;
  for (const { isInitial, requests, limits } of containers) {
    const amount = (isLimit ? limits[what] : (requests[what] ?? limits[what])) ?? 0;
    if (isInitial) before = Math.max(before, amount);
    else together += amount;
  }
  return Math.max(together, before);
}
