/**
 * A fake: objects in memory behind the connection of a cluster, for what is decided of objects in states that a real cluster
 * has seldom. What an API server makes of the requests is tried in test/cluster.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterError, WatchQuery, WatchStatus } from '../../cluster/api.ts';
import { createDiscovery } from '../../cluster/discovery/discovery.ts';
import { clusterError, fail } from '../../cluster/errors/errors.ts';
import type { AccessQuestion } from '../../cluster/explore/accessReview.ts';
import type { ClusterConnection } from '../../cluster/http/connection.ts';
import type { ApiRequest, ApiResult } from '../../cluster/http/request.ts';
import type { ResourceContext } from '../../cluster/requests/resources.ts';
import { ClusterKinds } from '../../cluster/status/clusterKinds.ts';
import { summarize } from '../../cluster/status/health.ts';
import { isObject, listAt, objectAt, textAt, type JsonObject } from '../../cluster/values.ts';
import type { Watches } from '../../cluster/watch/watches.ts';

/** Group and version, plural, kind, whether it has namespaces. */
const served = [
  ['v1', 'pods', 'Pod', true],
  ['v1', 'services', 'Service', true],
  ['v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', true],
  ['v1', 'persistentvolumes', 'PersistentVolume', false],
  ['v1', 'namespaces', 'Namespace', false],
  ['v1', 'nodes', 'Node', false],
  ['v1', 'configmaps', 'ConfigMap', true],
  ['v1', 'secrets', 'Secret', true],
  ['v1', 'events', 'Event', true],
  ['v1', 'serviceaccounts', 'ServiceAccount', true],
  ['apps/v1', 'deployments', 'Deployment', true],
  ['apps/v1', 'deployments/scale', 'Scale', true],
  ['apps/v1', 'statefulsets', 'StatefulSet', true],
  ['apps/v1', 'daemonsets', 'DaemonSet', true],
  ['apps/v1', 'replicasets', 'ReplicaSet', true],
  ['apps/v1', 'controllerrevisions', 'ControllerRevision', true],
  ['batch/v1', 'cronjobs', 'CronJob', true],
  ['batch/v1', 'jobs', 'Job', true],
  ['networking.k8s.io/v1', 'ingresses', 'Ingress', true],
  ['autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', true],
  ['coordination.k8s.io/v1', 'leases', 'Lease', true],
  ['storage.k8s.io/v1', 'storageclasses', 'StorageClass', false],
  ['apiextensions.k8s.io/v1', 'customresourcedefinitions', 'CustomResourceDefinition', false],
] as const;

export interface MemoryCluster {
  readonly context: ResourceContext;
  /** What was asked for, beside the kinds of the cluster. */
  readonly asked: ApiRequest[];
  /** Instead of the answer. */
  fault: (request: ApiRequest) => Partial<ClusterError> | undefined;
  /** Whether the user may not do it. */
  denies: (question: AccessQuestion) => boolean;
  readonly watches: Pick<Watches, 'kept' | 'lease' | 'objects'>;
  /** Puts an object there, or another one in its place. */
  put(object: JsonObject): void;
  remove(kind: string, name: string): void;
}

interface Place {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** Each object gets a uid, `uid-KIND-NAME`, where it has none, and one of a kind with namespaces the namespace `ns`. */
export function memoryCluster(...objects: readonly JsonObject[]): MemoryCluster {
  const kept = new Map<string, JsonObject>();
  const readers = new Set<() => void>();
  const told = () => {
    for (const reader of readers) reader();
  };
  const of = (place: Place): JsonObject[] =>
    [...kept.values()].filter(
      (object) =>
        object.kind === place.kind &&
        (place.namespace === undefined ||
          textAt(object, 'metadata', 'namespace') === place.namespace) &&
        (place.name === undefined || textAt(object, 'metadata', 'name') === place.name),
    );
  const listed = ({ kind, namespace, fieldSelector }: WatchQuery): readonly JsonObject[] =>
    of({ kind, namespace, name: undefined, subresource: undefined }).filter((object) =>
      matches(object, fieldSelector),
    );
  const reading = (onChange: () => void) => {
    readers.add(onChange);
    return { dispose: () => void readers.delete(onChange) };
  };
  const kinds = builtKinds();
  const cluster: Omit<MemoryCluster, 'context'> = {
    asked: [],
    fault: () => undefined,
    denies: () => false,
    put(object) {
      const made = withMetadata(object);
      kept.set(keyOf(made), made);
      told();
    },
    remove(kind, name) {
      for (const [key, object] of kept)
        if (object.kind === kind && textAt(object, 'metadata', 'name') === name) kept.delete(key);
      told();
    },
    watches: {
      objects(query, onChange) {
        queueMicrotask(onChange);
        return { status: { state: 'live' }, objects: () => listed(query), ...reading(onChange) };
      },
      kept(query, { keep }, onChange) {
        queueMicrotask(onChange);
        const objects = () => listed(query).flatMap((object) => keep(object) ?? []);
        return {
          get status(): WatchStatus {
            const fault = cluster.fault(watchOf(query));
            return fault ? { state: 'refused', error: errorOf(fault) } : { state: 'live' };
          },
          objects,
          ...reading(onChange),
        };
      },
      lease(query, onChange) {
        const first = () => listed(query).map((object) => summarize(object, query, kinds));
        const [status, remaining] = [{ state: 'live' }, undefined] as const;
        const more = { ready: () => Promise.resolve(), again: () => undefined };
        return {
          status,
          size: listed(query).length,
          remaining,
          first,
          ...more,
          ...reading(onChange),
        };
      },
    },
  };
  for (const object of objects) cluster.put(object);

  const answer = (request: ApiRequest): ApiResult => {
    const { pathname, searchParams } = new URL(request.path, 'http://x');
    const kinds = kindsAt(pathname);
    if (kinds) return found(kinds);
    cluster.asked.push(request);
    const fault = cluster.fault(request);
    if (fault) return fail(fault.code ?? 'server-error', fault.message ?? 'it failed', fault);
    if (pathname.endsWith('/selfsubjectaccessreviews')) {
      const question = objectAt(request.sent ?? JSON.parse(request.body ?? ''), 'spec');
      const allowed = !cluster.denies(question.resourceAttributes as AccessQuestion);
      return found({ status: { allowed } });
    }
    const place = placeAt(pathname);
    const there = of(place).filter(
      (object) =>
        matches(object, searchParams.get('fieldSelector') ?? undefined) &&
        matches(object, searchParams.get('labelSelector') ?? undefined, 'metadata.labels.'),
    );
    const isDryRun = searchParams.has('dryRun') || listAt(request.sent, 'dryRun').length > 0;
    if (place.subresource === 'eviction') {
      if (!isDryRun) cluster.remove('Pod', place.name ?? '');
      return found({});
    }
    if (request.method === 'POST') return found(withName(request.sent));
    if (place.name === undefined) return found({ items: there });
    const [object] = there;
    if (!object) return fail('not-found', `${place.kind} ${place.name} not found`, { status: 404 });
    if (place.subresource === 'scale')
      return found({ spec: { replicas: objectAt(object, 'spec').replicas } });
    if (request.method === 'DELETE' && !isDryRun) cluster.remove(place.kind, place.name);
    return found(object);
  };
  const connection: ClusterConnection = {
    ...{ server: 'https://s', requestTimeout: 1000, tryLoginAgain: () => undefined },
    ...{ retire: () => undefined, close: () => undefined },
    stream: () => Promise.resolve(fail('invalid', 'no stream')),
    socket: () => Promise.resolve(fail('invalid', 'no socket')),
    request: (request) =>
      Promise.resolve(request.signal?.aborted ? fail('cancelled', 'stopped') : answer(request)),
  };
  const discovery = createDiscovery(connection, 'c');
  return Object.assign(cluster, { context: { connection, discovery, kinds, namespace: 'ns' } });
}

/** What the systems say of their kinds, as it was built. */
function builtKinds(): ClusterKinds {
  return new ClusterKinds(() =>
    readFileSync(join(import.meta.dirname, '../../dist/schemas/clusterKinds.json'), 'utf8'),
  );
}

function found(value: unknown): ApiResult {
  return { ok: true, value: { status: 200, body: JSON.stringify(value), warnings: [] } };
}

function watchOf({ kind, namespace = '' }: WatchQuery): ApiRequest {
  const resource = served.find((one) => one[2] === kind)?.[1] ?? '';
  const path = `/namespaces/${namespace}/${resource}?watch=1`;
  return { method: 'GET', path, verb: 'watch', resource, repeatable: true };
}

function errorOf({ code = 'server-error', message = 'it failed' }: Partial<ClusterError>) {
  return clusterError(code, message);
}

/** Where it says only how its name begins, the server makes one. */
function withName(sent: unknown): unknown {
  const metadata = objectAt(sent, 'metadata');
  const { name, generateName } = metadata;
  if (name !== undefined || typeof generateName !== 'string') return sent;
  return { ...objectAt({ sent }, 'sent'), metadata: { ...metadata, name: `${generateName}x1` } };
}

function kindsAt(path: string): JsonObject | undefined {
  const versions = [...new Set(served.map(([apiVersion]) => apiVersion))];
  if (path === '/apis') {
    const groups = versions
      .filter((version) => version.includes('/'))
      .map((groupVersion) => ({ preferredVersion: { groupVersion } }));
    return { groups };
  }
  const apiVersion = versions.find(
    (one) => path === `/${one.includes('/') ? 'apis' : 'api'}/${one}`,
  );
  if (apiVersion === undefined) return undefined;
  const verbs = ['get', 'list', 'watch', 'patch', 'create', 'delete'];
  return {
    resources: served
      .filter(([version]) => version === apiVersion)
      .map(([, name, kind, namespaced]) => ({ name, kind, namespaced, verbs })),
  };
}

const placeInPath =
  /^\/apis?\/(?:[^/]+\/)?v\d(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/;

function placeAt(path: string): Place {
  const [, namespace, plural = '', name, subresource] = placeInPath.exec(path) ?? [];
  const kind = served.find((one) => one[1] === plural)?.[2] ?? '';
  return { kind, namespace, name, subresource };
}

function withMetadata(object: JsonObject): JsonObject {
  const kind = String(object.kind);
  const known = served.find((one) => one[2] === kind);
  const metadata = objectAt(object, 'metadata');
  return {
    apiVersion: known?.[0],
    ...object,
    metadata: {
      uid: `uid-${kind}-${String(metadata.name)}`,
      ...(known?.[3] === true && { namespace: 'ns' }),
      ...metadata,
    },
  };
}

function keyOf(object: JsonObject): string {
  const { namespace, name } = objectAt(object, 'metadata');
  return JSON.stringify([object.kind, namespace, name]);
}

/** `spec.nodeName=node-1`, `app=web,tier=back`; `app`: whatever stands there. */
function matches(object: JsonObject, selector: string | undefined, below = ''): boolean {
  if (selector === undefined) return true;
  return selector.split(',').every((term) => {
    const [path = '', wanted] = term.split('=');
    const keys = below === '' ? path.split('.') : [...below.split('.').filter(Boolean), path];
    let value: unknown = object;
    for (const key of keys) value = isObject(value) ? value[key] : undefined;
    return wanted === undefined ? value !== undefined : value === wanted;
  });
}
