import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ResourceRef } from '../api.ts';
import type { JsonObject } from '../values.ts';
import { offeredPorts, podBehind } from './podBehind.ts';

const labels = { app: 'web' };
const ready = [{ type: 'Ready', status: 'True' }];
const httpPort = { name: 'http', containerPort: 8080 };
const pod = (name: string, conditions: unknown = ready, more: JsonObject = {}): JsonObject => ({
  kind: 'Pod',
  metadata: { name, labels, ...(more.metadata as JsonObject | undefined) },
  spec: { containers: [{ ports: more.ports ?? [httpPort] }, {}] },
  status: { conditions },
});
const service = (spec: JsonObject = {}): JsonObject => ({
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: labels, ...spec },
});
const serviceRef: ResourceRef = { apiVersion: 'v1', kind: 'Service', name: 'web' };
const podRef: ResourceRef = { apiVersion: 'v1', kind: 'Pod', name: 'a' };

async function behind(
  objects: readonly JsonObject[],
  ref: ResourceRef = serviceRef,
  port: number | string = 80,
  avoid?: string,
): Promise<unknown> {
  const { context } = memoryCluster(...objects);
  const { signal } = new AbortController();
  const found = await podBehind(context, ref, port, {
    signal,
    ...(avoid !== undefined && { avoid: { name: avoid, namespace: 'ns' } }),
  });
  return found.ok ? found.value : found.error.message;
}

const isPod = (name: string, port = 80) => ({ pod: { name, namespace: 'ns' }, port });

test('a pod that is ready answers; one that is not, or that ends, does not', async () => {
  const ending = { metadata: { deletionTimestamp: 'now' } };
  const others = [
    pod('waits', [{ type: 'Ready', status: 'False' }]),
    pod('new', null),
    pod('ends', ready, ending),
    pod('initialized', [{ type: 'Initialized', status: 'True' }]),
  ];
  expect(await behind([service(), ...others, pod('good')])).toEqual(isPod('good'));
  expect(await behind([service(), ...others])).toBe(
    'No pod of Service web is ready (of 4). Wait until it is, and connect again',
  );
  expect(await behind([service()])).toBe(
    'No pod of Service web is ready (there is none). Wait until it is, and connect again',
  );
});

test('another pod is taken than the one to avoid, where there is another', async () => {
  const both = [service(), pod('a'), pod('b')];
  expect(await behind(both)).toEqual(isPod('a'));
  expect(await behind(both, serviceRef, 80, 'a')).toEqual(isPod('b'));
  expect(await behind(both, serviceRef, 80, 'b')).toEqual(isPod('a'));
  expect(await behind([service(), pod('a')], serviceRef, 80, 'a')).toEqual(isPod('a'));
});

test('a port by its name is a number of the pod, and one that is not there is told', async () => {
  const objects = [service(), pod('a')];
  expect(await behind(objects, serviceRef, 'http')).toEqual(isPod('a', 8080));
  expect(await behind(objects, serviceRef, 'https')).toBe(
    'Pod a has no port of the name https, which Service web leads to. Correct the name in one of the two',
  );
});

test('a pod answers for itself; that it is not ready or not there is told', async () => {
  expect(await behind([pod('a'), pod('b')], podRef)).toEqual(isPod('a'));
  expect(await behind([pod('a', [])], podRef)).toBe(
    'Pod a is not ready. Wait until it is, and connect again',
  );
  expect(await behind([], podRef)).toBe(
    'Pod a in namespace ns does not exist. It may have been deleted',
  );
  expect(await behind([pod('a')], { ...podRef, namespace: 'other' })).toBe(
    'Pod a in namespace other does not exist. It may have been deleted',
  );
});

test('what leads to no pods that are known says so', async () => {
  expect(await behind([service({ selector: {} })])).toMatch(/^Service web has no selector/);
  const map = { kind: 'ConfigMap', metadata: { name: 'x' } };
  expect(await behind([map], { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' })).toBe(
    'It is not known which pods run for ConfigMap x',
  );
});

test('pods of a workload are found by its selector', async () => {
  const deployment = {
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: labels } },
  };
  const other = { ...pod('other'), metadata: { name: 'other', labels: { app: 'x' } } };
  const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  expect(await behind([deployment, other, pod('a')], ref)).toEqual(isPod('a'));
});

async function offered(ref: ResourceRef, ...objects: readonly JsonObject[]): Promise<unknown> {
  const found = await offeredPorts(memoryCluster(...objects).context, ref);
  return found.ok ? found.value : found.error.message;
}

test('ports of a Service lead where it says, those of TCP alone', async () => {
  const ports = [
    { port: 80, targetPort: 'http', name: 'web' },
    { port: 81, targetPort: 8081, protocol: 'TCP' },
    { port: 82 },
    { port: 53, protocol: 'UDP' },
    { name: 'none' },
  ];
  expect(await offered(serviceRef, service({ ports }))).toEqual([
    { number: 80, target: 'http', name: 'web' },
    { number: 81, target: 8081 },
    { number: 82, target: 82 },
  ]);
  expect(await offered(serviceRef)).toMatch(/not found/);
});

test('ports of a pod are those of its containers; a pod that is ready goes before others', async () => {
  const ports = (...list: unknown[]) => ({ ports: list });
  const deployment = {
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: labels } },
  };
  const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const waits = pod('waits', [], ports({ containerPort: 1 }));
  const good = pod(
    'good',
    ready,
    ports(httpPort, { containerPort: 53, protocol: 'UDP' }, { name: 'none' }),
  );
  const expected = [{ number: 8080, target: 8080, name: 'http' }];
  expect(await offered(ref, deployment, waits, good)).toEqual(expected);
  expect(await offered(ref, deployment, waits)).toEqual([{ number: 1, target: 1 }]);
  expect(await offered(ref, deployment)).toEqual([]);
});
