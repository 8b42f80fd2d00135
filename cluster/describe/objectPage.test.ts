import { expect, test } from 'vitest';
import type { JsonObject } from '../values.ts';
import { objectPage, type PageParts } from './objectPage.ts';

const pod: JsonObject = {
  metadata: {
    ...{ name: 'web-1', namespace: 'shop', labels: { app: 'web' } },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web' }],
  },
  spec: {
    nodeName: 'node-1',
    serviceAccountName: 'shop',
    containers: [
      {
        ...{ name: 'main', image: 'web:1', resources: { requests: { cpu: '500m' } } },
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }],
        envFrom: [{ secretRef: { name: 'login' } }],
      },
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-0' } }],
  },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
    containerStatuses: [
      {
        ...{ name: 'main', restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } },
        lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
      },
    ],
  },
};

const pageOf = (object: JsonObject, kind: string, more: Partial<PageParts> = {}) =>
  objectPage(
    {
      ...{ object, served: { apiVersion: 'v1', kind }, context: 'test' },
      ...{ isGone: false, hasPods: false },
      ...{ status: { state: 'live' }, events: [], related: [], ...more },
    },
    undefined,
  );
const linesOf = (page: ReturnType<typeof pageOf>, id: string) =>
  page.sections
    .find((section) => section.id === id)
    ?.rows.map((row) => row.map(({ text }) => text));

test('a container says why it does not run and how it ended before, in words', () => {
  const [row = []] = linesOf(pageOf(pod, 'Pod'), 'containers') ?? [];
  expect(row.slice(0, 2)).toEqual(['main', 'web:1']);
  expect(row[2]).toMatch(/^CrashLoopBackOff\nThe container ends soon after each start/);
  expect(row[2]).toMatch(/Before: OOMKilled, exit code 137\nThe container used more memory/);
  expect(row.slice(3)).toEqual(['4', '500m – no limit', '']);
});

test('what a pod needs is named once, with what it is for', () => {
  expect(linesOf(pageOf(pod, 'Pod'), 'named')).toEqual([
    ['owner', 'ReplicaSet web'],
    ['volume data', 'PersistentVolumeClaim data-0'],
    ['variables of main', 'Secret login'],
    ['account', 'ServiceAccount shop'],
    ['node', 'Node node-1'],
  ]);
  const links = pageOf(pod, 'Pod').sections.find(({ id }) => id === 'named')?.rows ?? [];
  expect(links[0]?.[1]?.link).toMatchObject({ apiVersion: 'apps/v1', namespace: 'shop' });
  expect(links.at(-1)?.[1]?.link).toEqual({ apiVersion: 'v1', kind: 'Node', name: 'node-1' });
});

test('a template tells its containers and needs without a state', () => {
  const deployment = { metadata: { name: 'web' }, spec: { template: { spec: pod.spec } } };
  const page = pageOf(deployment, 'Deployment');
  expect(linesOf(page, 'containers')).toEqual([['main', 'web:1', '500m – no limit', '']]);
  expect(linesOf(page, 'named')?.flat()).toContain('Secret login');
});

test('events are told newest first, series by how often, with our words on the reason', () => {
  const events = [
    { reason: 'Pulled', message: 'got it', lastTimestamp: '2026-01-01T00:00:00Z' },
    {
      ...{ reason: 'FailedMount', type: 'Warning', message: 'no secret', count: 7 },
      lastTimestamp: '2026-01-02T00:00:00Z',
    },
  ];
  const rows =
    pageOf(pod, 'Pod', { events }).sections.find(({ id }) => id === 'events')?.rows ?? [];
  expect(rows[0]?.map(({ text }) => text)).toEqual([
    ...['', 'FailedMount × 7'],
    expect.stringMatching(/^no secret\nA volume could not be mounted/),
  ]);
  expect(rows[0]?.[1]?.health).toBe('warning');
  expect(rows[1]?.map(({ text }) => text)).toEqual(['', 'Pulled', 'got it']);
});

test('of a Secret there are keys and lengths, and nothing of a value', () => {
  const secret = {
    metadata: {
      ...{
        name: 'login',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'c3VwZXI=' },
      },
    },
    data: { password: 'c3VwZXI=' },
    stringData: { other: 'super' },
  };
  const page = pageOf(secret, 'Secret');
  expect(linesOf(page, 'keys')).toEqual([['password', '5 bytes']]);
  expect(JSON.stringify(page)).not.toMatch(/c3VwZXI|super/);
});

test('a condition is bad by what it says, not by being true', () => {
  const object = {
    status: {
      conditions: [
        { type: 'DiskPressure', status: 'True' },
        { type: 'Ready', status: 'True' },
        { type: 'Ready', status: 'Unknown' },
      ],
    },
  };
  const rows = pageOf(object, 'Node').sections.find(({ id }) => id === 'conditions')?.rows ?? [];
  expect(rows.map(([, status]) => status?.health)).toEqual(['warning', 'ok', 'unknown']);
});

test('objects of any shape make a page', () => {
  for (const object of [{}, { status: 7 }, { spec: { containers: [null, 'x'], volumes: {} } }])
    for (const kind of ['Pod', 'Deployment', 'Secret', 'CronJob'])
      expect(pageOf(object, kind).sections.length).toBeGreaterThan(0);
});
