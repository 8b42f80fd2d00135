import { expect, test } from 'vitest';
import type { JsonObject } from '../values.ts';
import { acting, valueOf } from './testing.ts';

const ref = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data' };

const claim = (spec: JsonObject = {}, status: JsonObject = {}): JsonObject => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: {
    storageClassName: 'fast',
    resources: { requests: { storage: '10Gi' } },
    ...spec,
  },
  status: { phase: 'Bound', ...status },
});
const fast = { kind: 'StorageClass', metadata: { name: 'fast' }, allowVolumeExpansion: true };
const user = (name: string, phase = 'Running', claimName = 'data'): JsonObject => ({
  kind: 'Pod',
  metadata: { name },
  spec: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }] },
  status: { phase },
});
const size = '20Gi';
const smaller = 'It cannot be made smaller again';
const unused = 'No pod uses the claim: its file system grows when the next one mounts it';

test('a bound claim of a class that lets it grow gets the size', async () => {
  const cluster = acting(claim(), fast);
  expect(await cluster.said('expand', ref, { size })).toEqual({
    lines: ['spec.resources.requests.storage: 10Gi → 20Gi'],
    warnings: [smaller, unused],
  });
  expect(cluster.writes()).toMatchObject([
    { method: 'PATCH', sent: { spec: { resources: { requests: { storage: '20Gi' } } } } },
  ]);
  expect(valueOf(await cluster.actions.sizeOf({ ref }))).toBe('10Gi');
});

test('a size that is none, or not larger, is refused before anything is asked', async () => {
  const said = (wanted?: string, object = claim()) =>
    acting(object, fast).said('expand', ref, wanted === undefined ? {} : { size: wanted });
  expect(await said()).toBe('Nothing is no size. Write a quantity such as 20Gi');
  expect(await said('much')).toBe('much is no size. Write a quantity such as 20Gi');
  expect(await said('0')).toBe('0 is no size. Write a quantity such as 20Gi');
  expect(await said('-20Gi')).toMatch(/is no size/);
  expect(await said('10Gi')).toMatch(/asks for 10Gi already, and a claim cannot become smaller/);
  expect(await said('10240Mi')).toMatch(/asks for 10Gi already/);
  expect(await said('10241Mi')).toHaveProperty('lines');
  const odd = claim({ resources: { requests: { storage: 1000 } } });
  expect(await said('1000', odd)).toMatch(/asks for 1000 already/);
  expect(await said('1001', odd)).toHaveProperty('lines');
  expect(await said('1', claim({ resources: {} }))).toHaveProperty('lines');
});

test('a claim that is not bound, or of no class, or of one that lets none grow, cannot grow', async () => {
  const said = (object: JsonObject, ...others: JsonObject[]) =>
    acting(object, ...others).said('expand', ref, { size });
  expect(await said(claim({}, { phase: 'Pending' }), fast)).toMatch(
    /is bound to no volume yet, and only a bound claim can grow/,
  );
  expect(await said(claim({ storageClassName: undefined }), fast)).toMatch(
    /PersistentVolumeClaim data has no storage class/,
  );
  for (const allowVolumeExpansion of [false, undefined])
    expect(await said(claim(), { ...fast, allowVolumeExpansion })).toMatch(
      /Storage class fast lets no claim grow: its allowVolumeExpansion is not true/,
    );
});

test('a class that cannot be read is told, and the server decides; a cancel is one', async () => {
  const cluster = acting(claim());
  expect(await cluster.said('expand', ref, { size })).toMatchObject({
    warnings: [expect.stringMatching(/^Class fast cannot be read: /), smaller, unused],
  });
  cluster.fault = ({ kind }) =>
    kind === 'StorageClass' ? { code: 'cancelled', message: 'stopped' } : undefined;
  expect(await cluster.said('expand', ref, { size })).toBe('stopped');
});

test('a growth that has not ended is told', async () => {
  const warnings = async (type: string, status: string) => {
    const plan = await acting(claim({}, { conditions: [{ type, status }] }), fast).said(
      ...(['expand', ref, { size }] as const),
    );
    return typeof plan === 'string' ? plan : plan.warnings;
  };
  expect(await warnings('Resizing', 'True')).toContain(
    'An earlier growth has not ended yet (Resizing)',
  );
  expect(await warnings('FileSystemResizePending', 'True')).toContain(
    'An earlier growth has not ended yet (FileSystemResizePending)',
  );
  expect(await warnings('Resizing', 'False')).toEqual([smaller, unused]);
  expect(await warnings('Other', 'True')).toEqual([smaller, unused]);
});

test('who uses the claim is told: pods that have not ended', async () => {
  const last = async (...others: JsonObject[]) => {
    const plan = await acting(claim(), fast, ...others).said('expand', ref, { size });
    return typeof plan === 'string' ? plan : plan.warnings.at(-1);
  };
  expect(await last(user('a'))).toMatch(/^Pod a uses the claim: it grows meanwhile/);
  expect(await last(user('a'), user('b'), user('c'))).toMatch(/^Pod a and 2 more use the claim/);
  expect(await last(user('a', 'Succeeded'), user('b', 'Failed'))).toBe(unused);
  expect(await last(user('a', 'Running', 'other'))).toBe(unused);
  const cluster = acting(claim(), fast);
  cluster.fault = ({ verb }) => (verb === 'list' ? { message: 'no list' } : undefined);
  expect(await cluster.said('expand', ref, { size })).toMatchObject({
    warnings: [smaller, 'Whether pods use the claim is not known: no list'],
  });
});

test('a device grows for itself, whoever uses it', async () => {
  const said = await acting(claim({ volumeMode: 'Block' }), fast, user('a')).said('expand', ref, {
    size,
  });
  expect(said).toMatchObject({
    warnings: [smaller, expect.stringMatching(/^The device grows; the program that uses it/)],
  });
});
