import { expect, test, vi } from 'vitest';
import { memoryCluster, type MemoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ResourceRef } from '../api.ts';
import type { JsonObject } from '../values.ts';
import { FollowedUsers } from './followedUsers.ts';

function usersIn(
  { watches, context }: MemoryCluster,
  ref: ResourceRef,
  onChange = () => undefined,
) {
  return new FollowedUsers({ watches, kinds: context.kinds }, ref, onChange);
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'ns' };
const template = (spec: JsonObject) => ({ spec: { template: { spec } } });
const reads = (name = 'x') => ({
  containers: [{ name: 'main', envFrom: [{ configMapRef: { name } }] }],
});

test('who names an object is told, and not what its workload has made', () => {
  const made = { ownerReferences: [{ kind: 'ReplicaSet', uid: 'r', controller: true }] };
  const apart = { ownerReferences: [{ kind: 'App', uid: 'r', controller: true }] };
  const cluster = memoryCluster(
    { kind: 'Deployment', metadata: { name: 'web' }, ...template(reads()) },
    { kind: 'Deployment', metadata: { name: 'other' }, ...template(reads('y')) },
    { kind: 'Deployment', metadata: { name: 'elsewhere', namespace: 'o' }, ...template(reads()) },
    { kind: 'Pod', metadata: { name: 'made', ...made }, spec: reads() },
    { kind: 'Pod', metadata: { name: 'alone', ...apart }, spec: reads() },
  );
  const { usedBy } = usersIn(cluster, configMap);
  expect(usedBy).toEqual({
    objects: [
      {
        as: 'variables of main',
        object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'ns' },
      },
      {
        as: 'variables of main',
        object: { apiVersion: 'v1', kind: 'Pod', name: 'alone', namespace: 'ns' },
      },
    ],
    unread: [],
    isReading: false,
  });
});

test('Ingresses lead to Services, autoscalers scale, claims have a class', () => {
  const backend = (name: string) => ({ service: { name } });
  const cluster = memoryCluster(
    {
      kind: 'Ingress',
      metadata: { name: 'front' },
      spec: {
        rules: [{ http: { paths: [{ backend: backend('a') }] } }],
        defaultBackend: backend('b'),
        tls: [{ secretName: 'certificate' }],
      },
    },
    { kind: 'StatefulSet', metadata: { name: 'db' }, spec: { serviceName: 'c' } },
    {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'auto' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
    },
    {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { storageClassName: 'fast' },
    },
  );
  const names = (apiVersion: string, kind: string, name: string, namespace?: string) => {
    const ref = { apiVersion, kind, name, ...(namespace && { namespace }) };
    const { usedBy } = usersIn(cluster, ref);
    return usedBy?.objects.map(({ as, object }) => `${as} ${object.name}`);
  };
  expect(names('v1', 'Service', 'a', 'ns')).toEqual(['leads to front']);
  expect(names('v1', 'Service', 'b', 'ns')).toEqual(['leads to front']);
  expect(names('v1', 'Service', 'c', 'ns')).toEqual(['names of its pods db']);
  expect(names('v1', 'Secret', 'certificate', 'ns')).toEqual(['certificate front']);
  expect(names('apps/v1', 'Deployment', 'web', 'ns')).toEqual(['scales auto']);
  expect(names('apps/v1', 'StatefulSet', 'web', 'ns')).toEqual([]);
  expect(names('storage.k8s.io/v1', 'StorageClass', 'fast')).toEqual(['class data']);
  expect(names('v1', 'Node', 'n')).toBeUndefined();
  expect(names('x.io/v1', 'Service', 'a', 'ns')).toBeUndefined();
});

test('kinds that may not be listed are named, and those that are not served are not', () => {
  const cluster = memoryCluster();
  cluster.fault = ({ path }) => {
    if (path.includes('/jobs')) return { code: 'forbidden' };
    return path.includes('/pods') ? { code: 'server-error' } : undefined;
  };
  const { usedBy } = usersIn(cluster, configMap);
  expect(usedBy).toEqual({ objects: [], unread: ['Job'], isReading: false });
});

const pod = (name: string, volume: JsonObject) => ({
  kind: 'Pod',
  metadata: { name },
  spec: { volumes: [volume] },
});
const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data', namespace: 'ns' };
const ofData = { persistentVolumeClaim: { claimName: 'data' } };

test('the pods that mount a claim are told, or why they are not known', () => {
  const cluster = memoryCluster(
    pod('mounts', ofData),
    pod('da', { name: 'ta', ephemeral: {} }),
    pod('none', { name: 'x', emptyDir: {} }),
  );
  const users = (name: string) => usersIn(cluster, { ...claimRef, name });
  expect(users('data').mountedBy).toMatchObject({
    as: 'mounted by',
    objects: [{ ref: { name: 'mounts' } }],
  });
  expect(users('da-ta').mountedBy).toMatchObject({ objects: [{ ref: { name: 'da' } }] });
  expect([users('data').isMounted, users('unused').isMounted]).toEqual([true, false]);
  expect(usersIn(cluster, configMap)).toMatchObject({ mountedBy: undefined, isMounted: undefined });
  cluster.fault = ({ path }) =>
    path.includes('/pods?') ? { code: 'forbidden', message: 'no pods' } : undefined;
  expect(users('unused').mountedBy).toEqual({
    ...{ as: 'mounted by', objects: [], problem: 'no pods' },
  });
  expect(users('unused').isMounted).toBeUndefined();
});

test('who begins to use it, and who stops, is told as long as somebody looks', async () => {
  const cluster = memoryCluster();
  const changed = vi.fn();
  const users = usersIn(cluster, claimRef, changed);
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  const pods = () => users.mountedBy?.objects.map(({ ref }) => ref.name);
  changed.mockClear();
  cluster.put(pod('mounts', ofData));
  const web = {
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [{ name: 'main' }], volumes: [ofData] } } },
  };
  expect(changed).toHaveBeenCalled();
  expect(pods()).toEqual(['mounts']);
  // As long as a pod mounts it, it is not said that nothing uses it.
  expect(users.usedBy).toBeUndefined();
  cluster.put(web);
  expect(users.usedBy?.objects.map(({ object }) => object.name)).toEqual(['web']);
  cluster.remove('Pod', 'mounts');
  expect(pods()).toEqual([]);
  cluster.remove('Deployment', 'web');
  expect(users.usedBy).toEqual({ objects: [], unread: [], isReading: false });
  users.dispose();
  changed.mockClear();
  cluster.put(pod('mounts', ofData));
  expect(changed).not.toHaveBeenCalled();
});
