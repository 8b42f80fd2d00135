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
  { hasPods = false, isMounted }: { readonly hasPods?: boolean; readonly isMounted?: boolean } = {},
) {
  const { context } = cluster;
  const parts = { context, readIndex: createOwnedIndex(context), hasPods, isMounted };
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

async function storageOf(
  object: JsonObject,
  others: readonly JsonObject[] = [],
  isMounted?: boolean,
): Promise<string[]> {
  const cluster = memoryCluster(...others);
  const { storage } = await relations(cluster, claimRef, object, {
    ...(isMounted !== undefined && { isMounted }),
  });
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
  expect(await storageOf(bound, [volume, fast({ allowVolumeExpansion: true })])).toEqual([
    'Bound to: volume pv',
    'Size of the volume: 1Gi',
    'Access modes: ReadWriteOnce, ReadOnlyMany',
    'Reclaim policy: Delete: the data goes with the claim',
    'Class: fast',
    'Made by: p.io',
    'Can grow: yes',
  ]);
  const recycled = { ...volume, spec: { persistentVolumeReclaimPolicy: 'Recycle' } };
  expect(await storageOf(bound, [recycled, fast()])).toEqual([
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
    (await storageOf(object, others, false)).find((row) => row.startsWith('Why'));
  const later = fast({ volumeBindingMode: 'WaitForFirstConsumer' });
  const named = claim({ storageClassName: 'fast' });
  expect(await why(named, later)).toMatch(/Class fast makes a volume once a pod uses the claim/);
  const ofMounted = async (isMounted?: boolean) => (await storageOf(named, [later], isMounted))[0];
  expect(await ofMounted(true)).toMatch(/^Why it waits: p\.io has not made a volume yet/);
  expect(await ofMounted()).toBe('Class: fast');
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
    (await relations(cluster, nightly, nightlyObject, { hasPods })).related.map(
      ({ as, objects }) => [as, ...objects.map(({ ref }) => ref.name)],
    );
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
