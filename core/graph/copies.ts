/**
 * What controllers in the cluster write beside what is applied: copies of Secrets and ConfigMaps in other namespaces, keys of
 * those that stand empty in a manifest, topics and users of Kafka from other namespaces.
 */
import { at, entries, get, text, type Node } from '../yaml/node.ts';
import type { KindName, ObjectFacts } from './facts.ts';

/** Annotations of Secrets and ConfigMaps that are copied to other namespaces. */
const copied: readonly RegExp[] = [
  // https://github.com/emberstack/kubernetes-reflector
  /^reflector\.v1\.k8s\.emberstack\.com\/reflection-/,
  // https://github.com/mittwald/kubernetes-replicator
  /^replicator\.v1\.mittwald\.de\/(?:replicate-to|replication-allowed)/,
  // https://github.com/appscode/kubed, and its successor
  /^(?:kubed|config-syncer)\.appscode\.com\/sync/,
];

/** Annotations of those that take their keys from others, and who fills them in. */
const filled: readonly RegExp[] = [
  /^reflector\.v1\.k8s\.emberstack\.com\/reflects$/,
  /^replicator\.v1\.mittwald\.de\/replicate-from$/,
  // https://docs.openshift.com/container-platform/latest/security/certificates/service-serving-certificate.html
  /^service\.beta\.openshift\.io\/inject-cabundle$/,
];

/** Whether something in the cluster writes keys into a Secret or ConfigMap. */
export function isFilledIn(node: Node): boolean {
  return (
    // The token controller of Kubernetes adds `token`, `ca.crt` and `namespace`.
    text(get(node, 'type')) === 'kubernetes.io/service-account-token' || isAnnotated(node, filled)
  );
}

/** Where beside its own namespace an object is known by its name. */
export function reachOf(kind: KindName, node: Node): Pick<ObjectFacts, 'reaches'> {
  if (kind.group === '' && (kind.kind === 'Secret' || kind.kind === 'ConfigMap'))
    return isAnnotated(node, copied) ? { reaches: ['*'] } : {};
  if (kind.group !== 'kafka.strimzi.io' || kind.kind !== 'Kafka') return {};
  const reaches = ['topicOperator', 'userOperator'].flatMap((operator) => {
    const watched = at(node, ['spec', 'entityOperator', operator, 'watchedNamespace']);
    // One that is filled in later may be any.
    return watched?.filledIn ? ['*'] : (text(watched) ?? []);
  });
  return reaches.length > 0 ? { reaches } : {};
}

function isAnnotated(node: Node, annotations: readonly RegExp[]): boolean {
  return entries(at(node, ['metadata', 'annotations'])).some(({ key }) =>
    annotations.some((annotation) => annotation.test(key.source)),
  );
}
