import { expect, test } from 'vitest';
import { fastClock } from '../../test/harness/fastClock.ts';
import type { JsonObject } from '../values.ts';
import { acting, valueOf } from './testing.ts';

const node = { apiVersion: 'v1', kind: 'Node', name: 'n1' };
const theNode = { kind: 'Node', metadata: { name: 'n1' } };
const ownedBy = (kind: string) => [{ kind, name: 'owner', uid: 'o', controller: true }];
const replicated = { ownerReferences: ownedBy('ReplicaSet') };

const pod = (
  name: string,
  metadata: JsonObject = replicated,
  more: JsonObject = {},
): JsonObject => ({
  kind: 'Pod',
  metadata: { name, ...metadata },
  spec: { nodeName: 'n1', ...(more.spec as JsonObject | undefined) },
  status: { phase: 'Running', ...(more.status as JsonObject | undefined) },
});

const evictions = (paths: readonly { readonly path: string }[]) =>
  paths.filter(({ path }) => path.includes('/eviction')).map(({ path }) => path);

test('pods of the node go; those of DaemonSets that run, and its own, stay', async () => {
  const { said } = acting(
    theNode,
    pod('web'),
    pod('elsewhere', replicated, { spec: { nodeName: 'n2' } }),
    pod('everywhere', { ownerReferences: ownedBy('DaemonSet') }),
    pod(
      'everywhere-done',
      { ownerReferences: ownedBy('DaemonSet') },
      { status: { phase: 'Failed' } },
    ),
    pod('static', { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
    pod('static-of-set', {
      annotations: { 'kubernetes.io/config.mirror': 'x' },
      ownerReferences: ownedBy('DaemonSet'),
    }),
  );
  expect(await said('drain', node)).toEqual({
    lines: [
      'spec.unschedulable: not set → true',
      'is sent away: Pod ns/web',
      'is sent away: Pod ns/everywhere-done',
      'pods that stay: 1 of DaemonSets, 2 that the node runs by itself',
    ],
    warnings: [],
  });
});

test('eight pods are named, the rest counted; a node without any says so', async () => {
  const pods = (count: number) => Array.from({ length: count }, (_, index) => pod(`p${index}`));
  const lines = async (count: number) => {
    const plan = await acting(theNode, ...pods(count)).said('drain', node);
    return typeof plan === 'string' ? plan : plan.lines;
  };
  expect(await lines(8)).toHaveLength(9);
  expect((await lines(8)).at(-1)).toBe('is sent away: Pod ns/p7');
  expect((await lines(9)).at(-1)).toBe('is sent away, too: 1 more pods');
  expect(await lines(0)).toEqual([
    'spec.unschedulable: not set → true',
    'no pod is to be sent away',
  ]);
});

test('what is lost is told of pods that run, and of no others', async () => {
  const scratch = { spec: { volumes: [{ name: 'v', emptyDir: {} }] } };
  const { said } = acting(
    theNode,
    pod('alone', {}),
    pod('owned-by-nobody-in-charge', { ownerReferences: [{ kind: 'X', uid: 'o' }] }),
    pod('scratch', replicated, scratch),
    pod('with-secret', replicated, { spec: { volumes: [{ name: 'v', secret: {} }] } }),
    pod('over', {}, { ...scratch, status: { phase: 'Succeeded' } }),
  );
  expect(await said('drain', node)).toMatchObject({
    warnings: [
      'Nobody makes these pods again: ns/alone, ns/owned-by-nobody-in-charge',
      'What these pods keep in emptyDir volumes is lost: ns/scratch',
    ],
  });
});

test('the plan tries each eviction, and nothing goes by it', async () => {
  const cluster = acting(theNode, pod('web'), pod('held'), pod('gone'), pod('odd'));
  cluster.fault = ({ path }) => {
    if (path.includes('/held/')) return { status: 429 };
    if (path.includes('/gone/')) return { status: 404 };
    return path.includes('/odd/') ? { status: 500, message: 'odd one' } : undefined;
  };
  expect(await cluster.said('drain', node)).toMatchObject({
    warnings: [
      'A PodDisruptionBudget holds ns/held now: it is asked again until it lets go, or you cancel',
      'odd one',
    ],
  });
  const writes = cluster.writes();
  expect(writes.every(({ path }) => path.includes('dryRun=All'))).toBe(true);
  const eviction = writes.find(({ path }) => path.includes('/web/'));
  expect(eviction).toMatchObject({
    path: '/api/v1/namespaces/ns/pods/web/eviction?dryRun=All',
    sent: {
      metadata: { name: 'web', namespace: 'ns' },
      deleteOptions: { preconditions: { uid: 'uid-Pod-web' }, dryRun: ['All'] },
    },
  });
});

test.each([
  ['forbidden', 'you may not'],
  ['cancelled', 'stopped'],
] as const)('an eviction that is %s ends the plan', async (code, message) => {
  const cluster = acting(theNode, pod('web'));
  cluster.fault = ({ path }) => (path.includes('/eviction') ? { code, message } : undefined);
  expect(await cluster.said('drain', node)).toBe(message);
});

test('a node that cannot be cordoned is not drained, and pods that cannot be listed are no plan', async () => {
  const cluster = acting(theNode, pod('web'));
  const plan = valueOf(await cluster.actions.plan('drain', { ref: node }));
  cluster.fault = ({ method }) => (method === 'PATCH' ? { message: 'no patch' } : undefined);
  expect(await cluster.actions.run(plan)).toMatchObject({ error: { message: 'no patch' } });
  expect(evictions(cluster.writes().filter(({ path }) => !path.includes('dryRun')))).toEqual([]);
  expect(await cluster.said('drain', node)).toBe('no patch');
  cluster.fault = ({ verb }) => (verb === 'list' ? { message: 'no list' } : undefined);
  expect(await cluster.said('drain', node)).toBe('no list');
});

test('the node is cordoned, each pod sent away once, and the end told when all have left', async () => {
  const cluster = acting(theNode, pod('a'), pod('b'));
  const plan = valueOf(await cluster.actions.plan('drain', { ref: node }));
  const before = cluster.writes().length;
  const told: string[] = [];
  expect(await cluster.actions.run(plan, { tell: (text) => told.push(text) })).toEqual({
    ok: true,
    value: 'Node n1 is drained: 2 of 2 pods have left',
  });
  expect(cluster.writes().slice(before)).toMatchObject([
    { method: 'PATCH', sent: { spec: { unschedulable: true } } },
    { path: '/api/v1/namespaces/ns/pods/a/eviction', sent: { deleteOptions: {} } },
    { path: '/api/v1/namespaces/ns/pods/b/eviction' },
  ]);
  expect(told[0]).toBe('0 of 2 pods have left');
  expect(told.at(-1)).toBe('2 of 2 pods have left');
});

test('a pod that is held is asked for again while others go, until the budget lets it', async () => {
  fastClock(1000);
  const cluster = acting(theNode, pod('a'), pod('held'));
  const plan = valueOf(await cluster.actions.plan('drain', { ref: node }));
  let asked = 0;
  cluster.fault = ({ path }) =>
    path.includes('/held/') && asked++ < 2 ? { status: 429 } : undefined;
  const told: string[] = [];
  const started = Date.now();
  const run = await cluster.actions.run(plan, { tell: (text) => told.push(text) });
  expect(run).toMatchObject({ value: 'Node n1 is drained: 2 of 2 pods have left' });
  expect(asked).toBe(3);
  expect(Date.now() - started).toBeGreaterThanOrEqual(10_000);
  expect(told).toContain('1 of 2 pods have left; a budget holds ns/held');
});

test('a pod that is gone by the time it is asked for counts as one that has left', async () => {
  const cluster = acting(theNode, pod('a'), pod('b'));
  const plan = valueOf(await cluster.actions.plan('drain', { ref: node }));
  cluster.fault = ({ path }) => {
    if (path.includes('/a/')) return { status: 409 };
    return undefined;
  };
  const run = await cluster.actions.run(plan);
  expect(run).toMatchObject({ value: 'Node n1 is drained: 2 of 2 pods have left' });
});

test('what did not go is counted, with the first reason; the others go', async () => {
  const cluster = acting(theNode, pod('a'), pod('b'), pod('c'));
  const plan = valueOf(await cluster.actions.plan('drain', { ref: node }));
  cluster.fault = ({ path }) =>
    /\/[bc]\//.test(path) ? { status: 500, message: 'no webhook' } : undefined;
  expect(await cluster.actions.run(plan)).toMatchObject({
    error: { code: 'server-error', message: '2 of 3 pods did not go: no webhook' },
  });
});

test('a drain that is stopped says how far it came', async () => {
  const cluster = acting(theNode, pod('a'), pod('held'));
  const plan = valueOf(await cluster.actions.plan('drain', { ref: node }));
  const stop = new AbortController();
  cluster.fault = ({ path }) => (path.includes('/held/') ? { status: 429 } : undefined);
  const run = await cluster.actions.run(plan, {
    signal: stop.signal,
    tell: (text) => text.startsWith('1 of 2 pods have left; a budget') && stop.abort(),
  });
  expect(run).toMatchObject({
    error: {
      code: 'cancelled',
      message:
        'Draining Node n1 was stopped: 1 of 2 pods have left. It takes no new pods until it is uncordoned',
    },
  });
});
