import { expect, test } from 'vitest';
import type { JsonObject } from '../values.ts';
import { acting, valueOf } from './testing.ts';

const refOf = (kind: string, name: string, apiVersion = 'v1') => ({ apiVersion, kind, name });
const map = (name: string, metadata: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  kind: 'ConfigMap',
  metadata: { name, resourceVersion: '7', ...metadata },
  ...more,
});
const owned = (...uids: string[]) => ({ ownerReferences: uids.map((uid) => ({ uid })) });
const x = refOf('ConfigMap', 'x');
const nothing = 'nothing else goes with it';

test('an object is deleted as it was looked at, and a dry run deletes nothing', async () => {
  const cluster = acting(map('x'));
  const plan = valueOf(await cluster.actions.plan('delete', { ref: x }));
  expect(plan).toMatchObject({ lines: [nothing], warnings: [] });
  const options = {
    kind: 'DeleteOptions',
    propagationPolicy: 'Background',
    preconditions: { uid: 'uid-ConfigMap-x', resourceVersion: '7' },
  };
  expect(cluster.writes()).toMatchObject([
    { method: 'DELETE', sent: { ...options, dryRun: ['All'] } },
  ]);
  expect(valueOf(await cluster.actions.run(plan))).toBeUndefined();
  expect(cluster.writes().at(-1)?.sent).toEqual({ apiVersion: 'v1', ...options });
  expect(await cluster.said('delete', x)).toMatch(/not found/);
});

test('an object of the same name that is another one is left as it is', async () => {
  const { actions } = acting(map('x'));
  expect(await actions.plan('delete', { ref: x, uid: 'another' })).toMatchObject({
    error: {
      code: 'conflict',
      message: expect.stringMatching(/was deleted and made again meanwhile/),
    },
  });
  expect(await actions.plan('delete', { ref: x, uid: 'uid-ConfigMap-x' })).toMatchObject({
    ok: true,
  });
});

test('what it owns alone goes with it, over all steps; what has another owner stays', async () => {
  const cluster = acting(
    map('x'),
    map('child', owned('uid-ConfigMap-x')),
    map('grandchild', owned('uid-ConfigMap-child')),
    map('shared', owned('uid-ConfigMap-x', 'uid-other')),
  );
  expect(await cluster.said('delete', x)).toMatchObject({
    lines: ['goes with it: ConfigMap child', 'goes with it: ConfigMap grandchild'],
  });
});

test('eight are named, the others counted by kind', async () => {
  const children = (count: number) =>
    Array.from({ length: count }, (_, index) => map(`c${index}`, owned('uid-ConfigMap-x')));
  const lines = async (count: number) => {
    const said = await acting(map('x'), ...children(count)).said('delete', x);
    return typeof said === 'string' ? [said] : said.lines;
  };
  expect((await lines(8)).at(-1)).toBe('goes with it: ConfigMap c7');
  expect((await lines(10)).slice(8)).toEqual(['goes with it, too: 2 × ConfigMap']);
});

test('all of a namespace goes with it, and its own namespace is not said of each', async () => {
  const cluster = acting(
    { kind: 'Namespace', metadata: { name: 'ns' } },
    map('a'),
    map('elsewhere', { namespace: 'other' }),
  );
  expect(await cluster.said('delete', refOf('Namespace', 'ns'))).toMatchObject({
    lines: ['goes with it: ConfigMap ns/a'],
  });
});

test('all objects of a kind go with its definition, and what they own', async () => {
  const cluster = acting(
    {
      kind: 'CustomResourceDefinition',
      metadata: { name: 'cronjobs.batch' },
      spec: { group: 'batch', names: { kind: 'CronJob' } },
    },
    { kind: 'CronJob', metadata: { name: 'nightly' } },
    { kind: 'Job', metadata: { name: 'nightly-1', ...owned('uid-CronJob-nightly') } },
    map('x'),
  );
  const ref = refOf('CustomResourceDefinition', 'cronjobs.batch', 'apiextensions.k8s.io/v1');
  expect(await cluster.said('delete', ref)).toMatchObject({
    lines: ['goes with it: CronJob ns/nightly', 'goes with it: Job ns/nightly-1'],
  });
});

test('whoever has made it is named, as it may make another one', async () => {
  const owners = (controller: boolean) => ({
    ownerReferences: [{ kind: 'App', name: 'a', uid: 'u', controller }],
  });
  expect(await acting(map('x', owners(true))).said('delete', x)).toMatchObject({
    warnings: [expect.stringMatching(/^App a has made ConfigMap x and may make another one/)],
  });
  expect(await acting(map('x', owners(false))).said('delete', x)).toMatchObject({ warnings: [] });
});

test('finalizers of others are told, three of them; the usual ones of storage are not', async () => {
  const held = (name: string) => map(name, { ...owned('uid-ConfigMap-x'), finalizers: ['a.io/x'] });
  const cluster = acting(
    map('x', { finalizers: ['a.io/x', 'kubernetes.io/pvc-protection'] }),
    ...['a', 'b', 'c'].map(held),
    map('d', { ...owned('uid-ConfigMap-x'), finalizers: ['kubernetes.io/pv-protection'] }),
  );
  const words = (name: string) =>
    `ConfigMap ${name} is held by a.io/x until whoever has set that takes it away`;
  expect(await cluster.said('delete', x)).toMatchObject({
    warnings: [words('x'), words('a'), words('b'), '1 other objects are held by finalizers'],
  });
  cluster.remove('ConfigMap', 'c');
  const later = acting(map('x', { finalizers: ['a.io/x'] }), ...['a', 'b'].map(held));
  expect(await later.said('delete', x)).toMatchObject({ warnings: ['x', 'a', 'b'].map(words) });
});

test('an object that is held on to is said to go later', async () => {
  const run = async (metadata: JsonObject) => {
    const { actions } = acting(map('x', metadata));
    return actions.run(valueOf(await actions.plan('delete', { ref: x })));
  };
  const deletionTimestamp = '2026-01-01T00:00:00Z';
  expect(await run({ deletionTimestamp, finalizers: ['a.io/x', 'b'] })).toMatchObject({
    value: 'ConfigMap x is being deleted: it goes once its finalizers are done (a.io/x, b)',
  });
  expect(await run({ deletionTimestamp })).toMatchObject({
    value: 'ConfigMap x is being deleted: it goes once it has ended',
  });
  expect(await run({})).toEqual({ ok: true, value: undefined });
});

test('an object whose state alone has changed meanwhile is deleted at its new version', async () => {
  const cluster = acting(map('x', {}, { data: { a: '1' } }));
  const plan = valueOf(await cluster.actions.plan('delete', { ref: x }));
  const conflict = { code: 'conflict', status: 409, causes: [] } as const;
  let conflicts = 0;
  cluster.fault = ({ method }) => (method === 'DELETE' && conflicts++ < 1 ? conflict : undefined);
  const state = { generation: 3, managedFields: [{}], annotations: { a: 'b' } };
  cluster.put(map('x', { resourceVersion: '9', ...state }, { data: { a: '1' }, status: { a: 1 } }));
  valueOf(await cluster.actions.run(plan));
  expect(cluster.writes().at(-1)?.sent).toMatchObject({
    preconditions: { uid: 'uid-ConfigMap-x', resourceVersion: '9' },
  });
});

test('one that has changed, is another one, or changes all the time is left', async () => {
  const conflict = { code: 'conflict', message: 'it moved', status: 409, causes: [] } as const;
  const run = async (now: JsonObject) => {
    const cluster = acting(map('x', {}, { data: { a: '1' } }));
    const plan = valueOf(await cluster.actions.plan('delete', { ref: x }));
    cluster.fault = ({ method }) => (method === 'DELETE' ? conflict : undefined);
    cluster.put(now);
    const before = cluster.writes().length;
    const done = await cluster.actions.run(plan);
    return [done.ok ? '' : done.error.message, cluster.writes().length - before];
  };
  expect(await run(map('x', {}, { data: { a: '2' } }))).toEqual([
    'ConfigMap x has changed since it was looked at. Nothing was deleted; look at it first, then delete it again',
    1,
  ]);
  expect(await run(map('x', { uid: 'new' }, { data: { a: '1' } }))).toEqual([
    expect.stringMatching(/was deleted and made again meanwhile/),
    1,
  ]);
  expect(await run(map('x', {}, { data: { a: '1' } }))).toEqual(['it moved', 5]);
});

const claim = (name: string, metadata: JsonObject = {}): JsonObject => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name, ...metadata },
  spec: { volumeName: `pv-${name}` },
});
const volume = (name: string, spec: JsonObject): JsonObject => ({
  kind: 'PersistentVolume',
  metadata: { name: `pv-${name}` },
  spec,
});
const dataRef = refOf('PersistentVolumeClaim', 'data');

test('what becomes of the data of a claim is told by the policy of its volume', async () => {
  const said = (spec: JsonObject) =>
    acting(claim('data'), volume('data', spec)).said('delete', dataRef);
  expect(
    await said({ persistentVolumeReclaimPolicy: 'Delete', capacity: { storage: '1Gi' } }),
  ).toEqual({
    lines: [nothing],
    warnings: [
      'Data is lost: volume pv-data (1Gi) of claim data is deleted with it, as its reclaim policy is Delete',
    ],
  });
  for (const spec of [{}, { persistentVolumeReclaimPolicy: 'Retain' }])
    expect(await said(spec)).toEqual({
      lines: [
        nothing,
        'stays: volume pv-data of claim data with its data, as its reclaim policy is Retain',
      ],
      warnings: [],
    });
  expect(await acting(claim('data')).said('delete', dataRef)).toMatchObject({
    warnings: [
      'Volume pv-data of claim data cannot be read: whether its data is deleted, too, is not known',
    ],
  });
  const unbound = { ...claim('data'), spec: {} };
  expect(await acting(unbound).said('delete', dataRef)).toEqual({ lines: [nothing], warnings: [] });
});

test('pods that use a claim keep it', async () => {
  const user = (name: string): JsonObject => ({
    kind: 'Pod',
    metadata: { name },
    spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] },
  });
  const warnings = async (...names: string[]) => {
    const unbound = { ...claim('data'), spec: {} };
    const said = await acting(unbound, ...names.map(user)).said('delete', dataRef);
    return typeof said === 'string' ? [said] : said.warnings;
  };
  expect(await warnings('a')).toEqual([
    'Pod a uses the claim: it stays until it is gone, and takes no further pod',
  ]);
  expect(await warnings('a', 'b')).toEqual([
    'Pods a, b use the claim: it stays until they are gone, and takes no further pod',
  ]);
  expect((await warnings('a', 'b', 'c', 'd', 'e'))[0]).toMatch(/^Pods a, b, c, d, e use/);
  expect((await warnings('a', 'b', 'c', 'd', 'e', 'f'))[0]).toMatch(
    /^Pods a, b, c, d, e and 1 more use/,
  );
});

test('volumes of twenty claims are looked at, and how many were not is told', async () => {
  const claims = (count: number) =>
    Array.from({ length: count }, (_, index) => claim(`c${index}`, owned('uid-ConfigMap-x')));
  const warnings = async (count: number) => {
    const said = await acting(map('x'), ...claims(count)).said('delete', x);
    return typeof said === 'string' ? [said] : said.warnings;
  };
  expect(await warnings(20)).toHaveLength(20);
  expect((await warnings(22)).slice(20)).toEqual([
    '2 other claims go: their volumes were not looked at',
  ]);
});

test('claims that a StatefulSet has made stay, those that it owns do not', async () => {
  const spec = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
  const set = { kind: 'StatefulSet', metadata: { name: 'db' }, spec };
  const ref = refOf('StatefulSet', 'db', 'apps/v1');
  const unbound = (name: string, metadata: JsonObject = {}) => ({
    ...claim(name, metadata),
    spec: {},
  });
  const stays = async (...claims: JsonObject[]) => {
    const said = await acting(set, ...claims).said('delete', ref);
    return typeof said === 'string' ? said : said.lines.filter((line) => line.startsWith('stays'));
  };
  const end = 'with the data, for a StatefulSet of this name or to be deleted by hand';
  expect(await stays(unbound('data-db-0'))).toEqual([`stays: claim data-db-0 ${end}`]);
  expect(await stays(unbound('data-db-0'), unbound('data-db-11'))).toEqual([
    `stays: claims data-db-0, data-db-11 ${end}`,
  ]);
  expect(await stays(unbound('data-db-x'), unbound('my-data-db-0'), unbound('data-db2-0'))).toEqual(
    [],
  );
  expect(await stays(unbound('data-db-0', owned('uid-StatefulSet-db')))).toEqual([]);
  expect(await acting({ ...set, spec: {} }, unbound('data-db-0')).said('delete', ref)).toEqual({
    lines: [nothing],
    warnings: [],
  });
  const cluster = acting(set);
  cluster.fault = ({ path }) =>
    path.startsWith('/api/v1/namespaces/ns/persistentvolumeclaims?limit=500&') ||
    path === '/api/v1/namespaces/ns/persistentvolumeclaims?limit=500'
      ? { message: 'no list' }
      : undefined;
  expect(await cluster.said('delete', ref)).toMatchObject({
    lines: expect.arrayContaining(['its claims cannot be listed: no list']),
  });
});

test('a volume that a claim is bound to stays until the claim is gone', async () => {
  const said = (claimRef: unknown) =>
    acting({ ...volume('data', { claimRef }) }).said(
      'delete',
      refOf('PersistentVolume', 'pv-data'),
    );
  expect(await said({ namespace: 'ns', name: 'data' })).toMatchObject({
    warnings: ['Claim ns/data is bound to it: the volume stays until the claim is gone'],
  });
  expect(await said(undefined)).toMatchObject({ warnings: [] });
});

test('kinds that may not be listed are told', async () => {
  const cluster = acting(map('x'));
  cluster.fault = ({ path }) =>
    /secrets|pods/.test(path) ? { code: 'forbidden', message: 'no', status: 403 } : undefined;
  expect(await cluster.said('delete', x)).toMatchObject({
    warnings: ['You may not list pods, secrets: look there, too'],
  });
});
