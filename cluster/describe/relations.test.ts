import { expect, test } from 'vitest';
import { memoryCluster, type MemoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ResourceRef } from '../api.ts';
import { createOwnedIndex } from '../explore/ownedIndex.ts';
import type { JsonObject } from '../values.ts';
import { readRelations } from './relations.ts';

const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data', namespace: 'ns' };
const signal = new AbortController().signal;

async function relations(
  cluster: MemoryCluster,
  ref: ResourceRef,
  object: JsonObject,
  hasPods = false,
) {
  const { context } = cluster;
  const parts = { context, readIndex: createOwnedIndex(context), hasPods };
  return readRelations(parts, ref, object, signal);
}

const claim = (spec: JsonObject, phase = 'Pending'): JsonObject => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'ns', uid: 'claim' },
  spec,
  status: { phase },
});
const fast = (more: JsonObject = {}): JsonObject => ({
  ...{ kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'p.io' },
  ...more,
});

async function storageOf(object: JsonObject, ...others: JsonObject[]): Promise<string[]> {
  const { storage } = await relations(memoryCluster(...others), claimRef, object);
  return storage?.rows.map((row) => row.map(({ text }) => text).join(': ')) ?? [];
}

test('a bound claim tells its volume and its class', async () => {
  const volume = {
    kind: 'PersistentVolume',
    metadata: { name: 'pv' },
    spec: {
      persistentVolumeReclaimPolicy: 'Delete',
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
    },
  };
  const bound = claim({ volumeName: 'pv', storageClassName: 'fast' }, 'Bound');
  expect(await storageOf(bound, volume, fast({ allowVolumeExpansion: true }))).toEqual([
    'Bound to: volume pv',
    'Size of the volume: 1Gi',
    'Access modes: ReadWriteOnce, ReadOnlyMany',
    'Reclaim policy: Delete: the data goes with the claim',
    'Class: fast',
    'Made by: p.io',
    'Can grow: yes',
  ]);
  const recycled = { ...volume, spec: { persistentVolumeReclaimPolicy: 'Recycle' } };
  expect(await storageOf(bound, recycled, fast())).toEqual([
    'Bound to: volume pv',
    'Reclaim policy: Recycle',
    'Class: fast',
    'Made by: p.io',
    'Can grow: no: the class does not allow it',
  ]);
  expect(await storageOf(bound)).toEqual(['Bound to: volume pv', 'Class: fast']);
});

test('a claim that waits says why', async () => {
  const why = async (object: JsonObject, ...others: JsonObject[]) =>
    (await storageOf(object, ...others)).find((row) => row.startsWith('Why'));
  const later = fast({ volumeBindingMode: 'WaitForFirstConsumer' });
  const named = claim({ storageClassName: 'fast' });
  const pod = {
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] },
  };
  expect(await why(named, later)).toMatch(/Class fast makes a volume once a pod uses the claim/);
  expect(await why(named, later, pod)).toMatch(/: p\.io has not made a volume yet/);
  expect(await why(named, fast())).toMatch(/: p\.io has not made a volume yet/);
  expect(await why(named, fast({ provisioner: '' }))).toMatch(/: The provisioner has not made/);
  expect(await why(claim({}))).toMatch(/names no class, and the cluster has no default one/);
  expect(await why(claim({ storageClassName: '' }))).toMatch(/wants no class/);
  expect(await why(claim({ volumeName: 'pv' }))).toMatch(/waits for volume pv, which it names/);
  expect(await why(claim({ volumeName: 'pv' }, 'Lost'))).toMatch(/Its volume pv is gone/);
  expect(await why(claim({ storageClassName: 'slow' }), later)).toMatch(
    /There is no class slow\. The cluster has fast$/,
  );
  expect(await why(named)).toMatch(/There is no class fast\. The cluster has none$/);
});

test('a class that is there and cannot be read is not said to be missing', async () => {
  const cluster = memoryCluster(fast());
  const named = claim({ storageClassName: 'fast' });
  const rows = async () =>
    (await relations(cluster, claimRef, named)).storage?.rows.map(([head]) => head?.text);
  cluster.fault = ({ path }) =>
    path.endsWith('/storageclasses/fast') ? { code: 'forbidden' } : undefined;
  expect(await rows()).toEqual(['Class']);
  cluster.fault = ({ path }) =>
    path.includes('/storageclasses') ? { code: 'forbidden' } : undefined;
  expect(await rows()).toEqual(['Class']);
});

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'ns' };
const template = (spec: JsonObject) => ({ spec: { template: { spec } } });
const reads = (name = 'x') => ({
  containers: [{ name: 'main', envFrom: [{ configMapRef: { name } }] }],
});

test('who names an object is told, and not what its workload has made', async () => {
  const made = { ownerReferences: [{ kind: 'ReplicaSet', uid: 'r', controller: true }] };
  const apart = { ownerReferences: [{ kind: 'App', uid: 'r', controller: true }] };
  const cluster = memoryCluster(
    { kind: 'Deployment', metadata: { name: 'web' }, ...template(reads()) },
    { kind: 'Deployment', metadata: { name: 'other' }, ...template(reads('y')) },
    { kind: 'Deployment', metadata: { name: 'elsewhere', namespace: 'o' }, ...template(reads()) },
    { kind: 'Pod', metadata: { name: 'made', ...made }, spec: reads() },
    { kind: 'Pod', metadata: { name: 'alone', ...apart }, spec: reads() },
  );
  const { usedBy } = await relations(cluster, configMap, { metadata: {} });
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
  });
});

test('Ingresses lead to Services, autoscalers scale, claims have a class', async () => {
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
    claim({ storageClassName: 'fast' }),
  );
  const names = async (apiVersion: string, kind: string, name: string, namespace?: string) => {
    const ref = { apiVersion, kind, name, ...(namespace && { namespace }) };
    const { usedBy } = await relations(cluster, ref, { metadata: {} });
    return usedBy?.objects.map(({ as, object }) => `${as} ${object.name}`);
  };
  expect(await names('v1', 'Service', 'a', 'ns')).toEqual(['leads to front']);
  expect(await names('v1', 'Service', 'b', 'ns')).toEqual(['leads to front']);
  expect(await names('v1', 'Service', 'c', 'ns')).toEqual(['names of its pods db']);
  expect(await names('v1', 'Secret', 'certificate', 'ns')).toEqual(['certificate front']);
  expect(await names('apps/v1', 'Deployment', 'web', 'ns')).toEqual(['scales auto']);
  expect(await names('apps/v1', 'StatefulSet', 'web', 'ns')).toEqual([]);
  expect(await names('storage.k8s.io/v1', 'StorageClass', 'fast')).toEqual(['class data']);
  expect(await names('v1', 'Node', 'n')).toBeUndefined();
  expect(await names('x.io/v1', 'Service', 'a', 'ns')).toBeUndefined();
});

test('kinds that may not be listed are named, and those that are not served are not', async () => {
  const cluster = memoryCluster();
  cluster.fault = ({ path }) => {
    if (path.includes('/jobs')) return { code: 'forbidden' };
    return path.includes('/pods') ? { code: 'server-error' } : undefined;
  };
  const { usedBy } = await relations(cluster, configMap, { metadata: {} });
  expect(usedBy).toEqual({ objects: [], unread: ['Job'] });
});

const owned = (kind: string, name: string, uid: string, more: JsonObject = {}): JsonObject => ({
  kind,
  metadata: { name, ownerReferences: [{ uid }], ...more },
});
const nightly = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly', namespace: 'ns' };
const nightlyObject = { metadata: { name: 'nightly', namespace: 'ns', uid: 'c' } };

test('what it owns is told by kind with its state, the newest first; its pods where they are not known', async () => {
  const cluster = memoryCluster(
    owned('Job', 'old', 'c', { creationTimestamp: '2026-01-01T00:00:00Z' }),
    owned('Job', 'new', 'c', { creationTimestamp: '2026-01-02T00:00:00Z' }),
    { ...owned('Pod', 'new-1', 'uid-Job-new'), status: { phase: 'Running' } },
    owned('Job', 'of-another', 'd'),
  );
  const groups = async (hasPods: boolean) =>
    (await relations(cluster, nightly, nightlyObject, hasPods)).related.map(({ as, objects }) => [
      as,
      ...objects.map(({ ref }) => ref.name),
    ]);
  expect(await groups(false)).toEqual([
    ['Job', 'new', 'old'],
    ['Pod', 'new-1'],
  ]);
  expect(await groups(true)).toEqual([['Service'], ['Job', 'new', 'old']]);
});

test('objects whose kind may not be listed are told by name; those of a wide object are not looked for', async () => {
  const cluster = memoryCluster(owned('Job', 'one', 'c'));
  cluster.fault = ({ path, accept }) =>
    path.includes('/jobs?') && !accept ? { code: 'forbidden' } : undefined;
  const { related } = await relations(cluster, nightly, nightlyObject);
  expect(related).toEqual([
    {
      as: 'Job',
      objects: [
        {
          ref: { apiVersion: 'batch/v1', kind: 'Job', name: 'one', namespace: 'ns' },
          ...{ status: '', health: 'unknown' },
        },
      ],
    },
  ]);
  const node = { apiVersion: 'v1', kind: 'Node', name: 'n' };
  expect((await relations(cluster, node, { metadata: { uid: 'c' } })).related).toEqual([]);
});

test('the pods that mount a claim are told, or why they are not known', async () => {
  const pod = (name: string, volume: JsonObject) => ({
    kind: 'Pod',
    metadata: { name },
    spec: { volumes: [volume] },
  });
  const cluster = memoryCluster(
    pod('mounts', { persistentVolumeClaim: { claimName: 'data' } }),
    pod('da', { name: 'ta', ephemeral: {} }),
    pod('none', { name: 'x', emptyDir: {} }),
  );
  const related = async (name: string) =>
    (await relations(cluster, { ...claimRef, name }, claim({}))).related;
  expect(await related('data')).toMatchObject([
    { as: 'mounted by', objects: [{ ref: { name: 'mounts' } }] },
  ]);
  expect(await related('da-ta')).toMatchObject([{ objects: [{ ref: { name: 'da' } }] }]);
  cluster.fault = ({ path, accept }) =>
    path.includes('/pods?') && !accept ? { message: 'no pods' } : undefined;
  expect(await related('data')).toEqual([{ as: 'mounted by', objects: [], problem: 'no pods' }]);
});
