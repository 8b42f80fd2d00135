// A fake server: what a real one calls immutable, and how long an object takes to go, cannot be chosen for each case.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import {
  isApply,
  playServer,
  status,
  type Asked,
  type PlayedServer,
} from '../../test/harness/playedServer.ts';
import type { Plan, PlanOptions } from '../api.ts';

const manifest = (kind: string, value: string): string =>
  `apiVersion: ${kind === 'Job' ? 'batch/v1' : 'v1'}\nkind: ${kind}\nmetadata: {name: x}\nspec: {value: "${value}"}\n`;
const pathOf = (kind: string): string =>
  kind === 'Job'
    ? '/apis/batch/v1/namespaces/default/jobs/x'
    : `/api/v1/namespaces/default/${kind.toLowerCase()}s/x`;

const fixed = status(422, 'Invalid', 'it is invalid', {
  causes: [{ reason: 'FieldValueInvalid', message: 'field is immutable', field: 'spec.value' }],
});

/** A server that has the object, and lets nobody change it. */
async function played(kind: string, more: object = {}): Promise<PlayedServer> {
  const server = await playServer();
  await planned(server, manifest(kind, '1')).then((plan) => server.session.apply(plan));
  const live = server.objects.get(pathOf(kind)) ?? {};
  const metadata = { ...(live.metadata as object), ...(more as { metadata?: object }).metadata };
  server.objects.set(pathOf(kind), { ...live, ...more, metadata });
  server.fault = ({ method, path }) =>
    method === 'PATCH' && path === pathOf(kind) && server.objects.has(path) ? fixed : undefined;
  return server;
}

async function planned(
  { session }: PlayedServer,
  text: string,
  options?: PlanOptions,
): Promise<Plan> {
  const plan = await session.plan(splitManifest(text), options);
  if (!plan.ok) throw new Error(plan.error.message);
  return plan.value;
}

test.each([
  ['Job', /^its status and its Pods with their logs are lost$/],
  ['Pod', /^its logs, and all that it wrote/],
  ['ConfigMap', /^its present data is lost/],
])('a %s that cannot be changed may be made anew, and what is lost is said', async (kind, lost) => {
  const server = await played(kind);
  const [entry] = (await planned(server, manifest(kind, '2'))).entries;
  expect(entry?.action).toBe('refused');
  expect(entry?.replaceable?.lost).toMatch(lost);
  const [wanted] = (await planned(server, manifest(kind, '2'), { replace: [0] })).entries;
  expect(wanted).toMatchObject({ action: 'replace' });
  expect(wanted?.note).toContain(entry?.replaceable?.lost ?? 'nothing');
  expect(wanted?.diff?.before).toContain('value: "1"');
  expect(wanted?.diff?.after).toContain('value: "2"');
  expect(wanted?.diff?.after).toContain('name: x');
  expect(wanted?.diff?.after).not.toContain('trial-');
});

test('Pods of a Job that still run are counted', async () => {
  const server = await played('Job', { status: { active: 3 } });
  const [entry] = (await planned(server, manifest('Job', '2'))).entries;
  expect(entry?.replaceable?.lost).toMatch(/Pods that still run are ended \(3\)/);
});

test.each<[string, string, object]>([
  ['of a kind whose loss is large', 'Secret', {}],
  ['that has an owner', 'Pod', { metadata: { ownerReferences: [{ kind: 'ReplicaSet' }] } }],
  ['that a finalizer holds', 'Pod', { metadata: { finalizers: ['a/b'] } }],
  ['that is being deleted', 'Pod', { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }],
])('an object %s is not offered to be made anew', async (_, kind, more) => {
  const server = await played(kind, more);
  const plan = await planned(server, manifest(kind, '2'), { replace: [0] });
  expect(plan.entries[0]).toMatchObject({ action: 'refused' });
  expect(plan.entries[0]?.replaceable).toBeUndefined();
});

test('neither is one whose new form would be refused, or that is refused for another reason', async () => {
  const server = await played('Pod');
  const { fault } = server;
  server.fault = (asked) => (asked.method === 'POST' ? status(422, 'Invalid', 'no') : fault(asked));
  expect((await planned(server, manifest('Pod', '2'))).entries[0]?.replaceable).toBeUndefined();
  const wrong = status(422, 'Invalid', 'no', {
    causes: [{ reason: 'FieldValueInvalid', message: 'must be shorter', field: 'spec.value' }],
  });
  server.fault = ({ method }) => (method === 'PATCH' ? wrong : undefined);
  expect((await planned(server, manifest('Pod', '2'))).entries[0]?.replaceable).toBeUndefined();
});

test('the old object is deleted by its uid, and then the new one is made', async () => {
  const server = await played('Pod');
  const plan = await planned(server, manifest('Pod', '2'), { replace: [0] });
  const report = await server.session.apply(plan);
  expect(report.results[0]).toMatchObject({ outcome: 'applied', change: 'created' });
  expect(report.results[0]?.text).toContain('the old one was deleted before');
  const deletion = server.asked.find(({ method }) => method === 'DELETE');
  expect(deletion?.body).toMatchObject({
    preconditions: { uid: `uid-${pathOf('Pod')}` },
    propagationPolicy: 'Background',
  });
  expect(server.objects.get(pathOf('Pod'))?.spec).toEqual({ value: '2' });
});

test('nothing is deleted where the new one would be refused by now', async () => {
  const server = await played('Pod');
  const plan = await planned(server, manifest('Pod', '2'), { replace: [0] });
  const { fault } = server;
  server.fault = (asked) => (asked.method === 'POST' ? status(422, 'Invalid', 'no') : fault(asked));
  const report = await server.session.apply(plan);
  expect(report.results[0]).toMatchObject({ outcome: 'not-sent' });
  expect(report.results[0]?.text).toMatch(/is as it was: the new one would be refused now/);
  expect(server.asked.some(({ method }) => method === 'DELETE')).toBe(false);
});

test.each([
  ['a refusal', status(403, 'Forbidden', 'no'), 'refused'],
  ['a lost answer', 'lost', 'applied'],
] as const)('a deletion that is answered with %s', async (_, fault, outcome) => {
  const server = await played('Pod');
  const plan = await planned(server, manifest('Pod', '2'), { replace: [0] });
  const before = server.fault;
  server.fault = (asked) => (asked.method === 'DELETE' ? fault : before(asked));
  const report = await server.session.apply(plan);
  expect(report.results[0]?.outcome).toBe(outcome);
});

test('an old object that is gone already needs no deletion', async () => {
  const server = await played('Pod');
  const plan = await planned(server, manifest('Pod', '2'), { replace: [0] });
  const before = server.fault;
  server.fault = (asked) => {
    if (asked.method === 'DELETE') server.objects.delete(asked.path);
    return before(asked);
  };
  expect((await server.session.apply(plan)).results[0]?.outcome).toBe('applied');
});

/** Deletions are taken and the object stays. */
const held = (asked: Asked) =>
  asked.method === 'DELETE' ? ({ status: 200, body: {} } as const) : undefined;

test('where the old one does not go nothing is made in its place', async () => {
  const server = await played('Pod');
  const plan = await planned(server, manifest('Pod', '2'), { replace: [0] });
  server.fault = held;
  const stop = new AbortController();
  const waits: string[] = [];
  const onWait = (text: string) => {
    waits.push(text);
    if (text.startsWith('waiting')) stop.abort();
  };
  const report = await server.session.apply(plan, { signal: stop.signal, onWait });
  expect(report.results[0]).toMatchObject({ outcome: 'not-sent' });
  expect(report.results[0]?.text).toMatch(/could not be found out; nothing was made in its place/);
  expect(waits).toEqual([
    'deleting Pod x in namespace default',
    'waiting until Pod x in namespace default is gone',
  ]);
  expect(server.asked.filter(isApply)).toHaveLength(1);
});

test('where somebody else has made it anew, theirs stays', async () => {
  const server = await played('Pod');
  const plan = await planned(server, manifest('Pod', '2'), { replace: [0] });
  server.fault = (asked) => {
    if (asked.method !== 'DELETE') return undefined;
    const live = server.objects.get(pathOf('Pod'));
    server.objects.set(pathOf('Pod'), { ...live, metadata: { name: 'x', uid: 'another' } });
    return { status: 200, body: {} };
  };
  const report = await server.session.apply(plan);
  expect(report.results[0]?.text).toMatch(/somebody else has made it anew. Plan again/);
  expect(server.objects.get(pathOf('Pod'))?.spec).toEqual({ value: '1' });
});

const denied = (verb: string) =>
  status(
    403,
    'Forbidden',
    `configmaps "x" is forbidden: User "u" cannot ${verb} resource "configmaps" in API group "" in the namespace "default"`,
  );

test('who may create and not patch makes new objects with create', async () => {
  const server = await playServer();
  server.fault = ({ method }) => (method === 'PATCH' ? denied('patch') : undefined);
  const plan = await planned(server, manifest('ConfigMap', '1'));
  expect(plan.entries[0]).toMatchObject({ action: 'create' });
  expect(plan.entries[0]?.note).toMatch(/Made with create, as you may not patch/);
  const report = await server.session.apply(plan);
  expect(report.results[0]).toMatchObject({ outcome: 'applied', change: 'created' });
  expect(server.asked.at(-1)).toMatchObject({
    method: 'POST',
    path: '/api/v1/namespaces/default/configmaps',
  });
});

test.each([
  ['1', 'same'],
  ['2', 'different'],
] as const)('who may only read gets a comparison: value %s is %s', async (value, unchecked) => {
  const server = await playServer();
  await planned(server, manifest('ConfigMap', '1')).then((plan) => server.session.apply(plan));
  server.fault = ({ method }) => (method === 'PATCH' ? denied('patch') : undefined);
  const plan = await planned(server, manifest('ConfigMap', value));
  expect(plan.entries[0]).toMatchObject({ action: 'refused', unchecked });
});

test('who may neither patch nor create is refused, with all of it as new', async () => {
  const server = await playServer();
  server.fault = ({ method }) =>
    method === 'PATCH' ? denied('patch') : method === 'POST' ? denied('create') : undefined;
  const [entry] = (await planned(server, manifest('ConfigMap', '1'))).entries;
  expect(entry).toMatchObject({ action: 'refused', unchecked: 'different', diff: { before: '' } });
  server.fault = ({ method }) =>
    method === 'PATCH' ? denied('patch') : method === 'POST' ? fixed : undefined;
  const [other] = (await planned(server, manifest('ConfigMap', '1'))).entries;
  expect(other).toMatchObject({ action: 'refused', error: { code: 'invalid' } });
});
