import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { fastClock } from '../../test/harness/fastClock.ts';
import { memoryCluster, type MemoryCluster } from '../../test/harness/memoryCluster.ts';
import type { PlanEntry } from '../api.ts';
import type { ApiRequest } from '../http/request.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { LAST_APPLIED } from '../objects/lastApplied.ts';
import { forgottenStrings } from '../objects/leftFields.ts';
import type { LeftPlan } from '../plan/planLeft.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { parseJson, type JsonObject } from '../values.ts';
import { whyNotEstablished } from './established.ts';
import { removeOld, withOldGone } from './makeAnew.ts';
import { mostTries, removeLeft } from './removeLeft.ts';
import { takeOverFirst } from './takeOverFirst.ts';

const fields = (...keys: string[]) => ({
  'f:data': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])),
});
const annotation = { 'f:metadata': { 'f:annotations': { [`f:${LAST_APPLIED}`]: {} } } };
const entry = (manager: string, operation: string, fieldsV1: object) => ({
  ...{ manager, operation, apiVersion: 'v1', fieldsV1 },
});

/** `b` was left by kubectl. */
const live = (...managedFields: object[]): JsonObject => ({
  kind: 'ConfigMap',
  metadata: {
    ...{ name: 'x', resourceVersion: '7', managedFields },
    annotations: { [LAST_APPLIED]: JSON.stringify({ data: { a: '1', b: '2' } }) },
  },
  data: { a: '1', b: '2' },
});
const left = live(
  entry('kubectl-client-side-apply', 'Update', { ...fields('a', 'b'), ...annotation }),
  entry(FIELD_MANAGER, 'Apply', fields('a')),
);
const nothingLeft = live(entry(FIELD_MANAGER, 'Apply', fields('a')));

const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: "1"}\n';
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: '1' } };
const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'ns' };

async function sendingTo({ context }: MemoryCluster): Promise<Sending> {
  const resource = await context.discovery.resource('v1', 'ConfigMap');
  const [document] = splitManifest(text);
  if (!resource.ok || !document) throw new Error('no such kind');
  return { document, resource: resource.value, ref, object, force: false };
}
const all = ['data.b', `metadata.annotations[${LAST_APPLIED}]`];
const planFor = (removes: readonly string[]): LeftPlan => ({
  ...{ by: 'kubectl apply', fields: ['data.b'], removes },
  forgotten: forgottenStrings(left, object),
});
const isTakeOver = ({ contentType }: ApiRequest) => contentType === 'application/json-patch+json';
const isApply = ({ contentType }: ApiRequest) => contentType === 'application/apply-patch+yaml';

test('what was left becomes ours at the version that was read, then the document is applied once more', async () => {
  const cluster = memoryCluster(left);
  const sending = await sendingTo(cluster);
  expect(await removeLeft(cluster.context, sending, planFor(all))).toMatchObject({ ok: true });
  expect(cluster.asked.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH']);
  const [takeOver] = cluster.asked.filter(isTakeOver);
  expect(parseJson(takeOver?.body ?? '')).toMatchObject([
    { op: 'replace', path: '/metadata/managedFields' },
    { op: 'replace', path: '/metadata/resourceVersion', value: '7' },
  ]);
});

test('nothing is taken over where nothing is left, or where more would go than was shown', async () => {
  const cluster = memoryCluster(nothingLeft);
  const sending = await sendingTo(cluster);
  await removeLeft(cluster.context, sending, planFor(all));
  expect(cluster.asked.filter(isTakeOver)).toEqual([]);
  expect(cluster.asked.filter(isApply)).toHaveLength(1);

  const more = memoryCluster(left);
  expect(await removeLeft(more.context, await sendingTo(more), planFor([]))).toMatchObject({
    error: { code: 'conflict', message: expect.stringMatching(/^data\.b, .* would go as well/) },
  });
  expect(more.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('an object that changes in between is read again, five times; another failure ends it', async () => {
  const cluster = memoryCluster(left);
  const sending = await sendingTo(cluster);
  let conflicts = 0;
  const answersConflict = (count: number) => {
    conflicts = 0;
    cluster.asked.length = 0;
    cluster.fault = (asked) =>
      isTakeOver(asked) && conflicts++ < count ? { code: 'conflict', status: 409 } : undefined;
  };
  answersConflict(mostTries - 1);
  expect(await removeLeft(cluster.context, sending, planFor(all))).toMatchObject({ ok: true });
  answersConflict(99);
  expect(await removeLeft(cluster.context, sending, planFor(all))).toMatchObject({
    error: { status: 409 },
  });
  expect(cluster.asked.filter(isTakeOver)).toHaveLength(5);
  cluster.asked.length = 0;
  cluster.fault = (asked) => (isTakeOver(asked) ? { status: 422 } : undefined);
  expect(await removeLeft(cluster.context, sending, planFor(all))).toMatchObject({
    error: { status: 422 },
  });
  expect(cluster.asked.filter(isTakeOver)).toHaveLength(1);
});

const details = (more: Partial<PlannedDetails> = {}) =>
  ({ object, left: planFor(all), ...more }) as unknown as PlannedDetails;

test('what is in the way is taken over before the document is sent, as often and no more', async () => {
  const cluster = memoryCluster(left);
  const sending = await sendingTo(cluster);
  const first = (removes: readonly string[]) =>
    takeOverFirst(cluster.context, sending, details(), planFor(removes));
  expect(await first(all)).toMatchObject({ details: { unbound: true, left: undefined } });
  expect(cluster.asked.filter(isTakeOver)).toHaveLength(1);
  expect(cluster.asked.filter(isApply)).toHaveLength(0);
  expect(await first([])).toMatchObject({
    end: {
      outcome: 'not-sent',
      text: expect.stringMatching(/^not sent: data\.b, .* would go as well/),
    },
  });
  cluster.asked.length = 0;
  cluster.fault = (asked) => (isTakeOver(asked) ? { code: 'conflict', status: 409 } : undefined);
  expect(await first(all)).toMatchObject({ end: { outcome: 'not-sent' } });
  expect(cluster.asked.filter(isTakeOver)).toHaveLength(5);
  cluster.fault = () => ({ message: 'not today' });
  expect(await first(all)).toMatchObject({ end: { text: 'not sent: not today' } });
  cluster.fault = () => undefined;
  cluster.put(nothingLeft);
  cluster.asked.length = 0;
  expect(await first([])).toMatchObject({ details: { unbound: true } });
  expect(cluster.asked.filter(isTakeOver)).toEqual([]);
});

const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
const applied = { ref: { ...definition, name: 'xs.a.io' } } as PlanEntry;

function served(conditions: readonly object[], more: { readonly signal?: AbortSignal } = {}) {
  const cluster = memoryCluster({
    ...definition,
    metadata: { name: 'xs.a.io' },
    status: { conditions },
  });
  const waits: string[] = [];
  const planner = cluster.context as Planner;
  const why = whyNotEstablished(planner, applied, { ...more, onWait: (told) => waits.push(told) });
  return { cluster, waits, why };
}

test('a definition is waited for until it is served, for half a minute', async () => {
  fastClock(1000);
  const established = { type: 'Established', status: 'True' };
  expect(await served([established]).why).toBeUndefined();
  const later = served([{ type: 'Established', status: 'False' }]);
  setTimeout(() => {
    later.cluster.put({
      ...{ ...definition, metadata: { name: 'xs.a.io' } },
      status: { conditions: [established] },
    });
  }, 5000);
  expect(await later.why).toBeUndefined();
  expect(later.waits[0]).toBe('waiting until CustomResourceDefinition xs.a.io is served');

  const before = Date.now();
  const never = served([]);
  expect(await never.why).toBe(
    'CustomResourceDefinition xs.a.io is not served yet. Apply again in a while',
  );
  expect(Date.now() - before).toBeGreaterThan(30_000);
  expect(Date.now() - before).toBeLessThan(40_000);
  expect(never.waits.length).toBeLessThan(45);
  expect(await served([], { signal: AbortSignal.abort() }).why).toBeUndefined();
});

test('a definition whose names are taken is not waited for, and one that cannot be read neither', async () => {
  const taken = { type: 'NamesAccepted', status: 'False', message: 'xs is in use' };
  expect(await served([taken]).why).toBe(
    'CustomResourceDefinition xs.a.io is not served, because its names are taken: xs is in use',
  );
  expect(await served([{ ...taken, message: '' }]).why).toMatch(/: no reason is given$/);
  const gone = memoryCluster();
  expect(await whyNotEstablished(gone.context as Planner, applied, {})).toBeUndefined();
  expect(await whyNotEstablished(gone.context as Planner, {} as PlanEntry, {})).toBeUndefined();
});

async function removing(cluster: MemoryCluster, signal?: AbortSignal) {
  const { document, resource } = await sendingTo(cluster);
  return removeOld({
    planner: cluster.context as Planner,
    entry: { document, ref } as unknown as PlanEntry,
    ...{ ref, details: { resource, object, uid: 'uid-ConfigMap-x' } },
    ...(signal && { signal }),
  });
}

test('the old object is deleted by its uid once the new one was tried, and waited for until it is gone', async () => {
  const cluster = memoryCluster(left);
  expect(await removing(cluster)).toBeUndefined();
  expect(cluster.asked.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'GET']);
  expect(parseJson(cluster.asked[1]?.body ?? '')).toMatchObject({
    preconditions: { uid: 'uid-ConfigMap-x' },
  });
});

test('nothing is deleted where the new one would be refused; a deletion that is refused is told', async () => {
  const cluster = memoryCluster(left);
  const faultOf = (method: string, fault: object) => {
    cluster.asked.length = 0;
    cluster.fault = (asked) => (asked.method === method ? fault : undefined);
  };
  faultOf('POST', { code: 'invalid' });
  expect(await removing(cluster)).toMatchObject({
    outcome: 'not-sent',
    text: expect.stringMatching(/the new one would be refused now\. Plan again$/),
  });
  expect(cluster.asked.some(({ method }) => method === 'DELETE')).toBe(false);
  faultOf('DELETE', { code: 'forbidden', status: 403, message: 'no' });
  expect(await removing(cluster)).toMatchObject({ outcome: 'refused', error: { status: 403 } });
  faultOf('DELETE', { code: 'unreachable', message: 'gone' });
  expect(await removing(cluster)).toMatchObject({ outcome: 'not-sent', text: 'gone' });
  faultOf('DELETE', { code: 'not-found', status: 404 });
  cluster.remove('ConfigMap', 'x');
  expect(await removing(cluster)).toBeUndefined();
});

test('an old object that stays, or that somebody made anew, is told', async () => {
  fastClock(1000);
  const stays = memoryCluster(left);
  stays.fault = ({ method }) => (method === 'DELETE' ? { code: 'not-found' } : undefined);
  const before = Date.now();
  expect(await removing(stays)).toMatchObject({
    text: expect.stringMatching(/^Whether .* is deleted could not be found out/),
  });
  expect(Date.now() - before).toBeGreaterThan(120_000);
  expect(Date.now() - before).toBeLessThan(130_000);
  const metadata = { name: 'x', deletionTimestamp: 'now' };
  stays.put({ ...left, metadata });
  expect(await removing(stays, AbortSignal.abort())).toMatchObject({
    text: expect.stringMatching(/was deleted and is not gone yet/),
  });
  stays.put({ ...left, metadata: { name: 'x', uid: 'new' } });
  expect(await removing(stays)).toMatchObject({
    text: expect.stringMatching(/was deleted, and somebody else has made it anew/),
  });
});

test('what became of the new object is told with the end of the old one', () => {
  const error = { code: 'invalid', message: 'wrong', causes: [] } as const;
  expect(withOldGone({ outcome: 'applied', change: 'changed' })).toMatchObject({
    ...{ change: 'created', text: 'the old one was deleted before' },
  });
  expect(withOldGone({ outcome: 'not-sent', text: 'why' })).toMatchObject({
    text: 'the old one is deleted, and no new one was made: why',
  });
  expect(withOldGone({ outcome: 'refused', error })).toMatchObject({
    error: { message: 'wrong. The old one is deleted' },
  });
});
