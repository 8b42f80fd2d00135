import { expect, test } from 'vitest';
import type { JsonObject } from '../values.ts';
import { setField, restart } from './setField.ts';
import type { LiveObject } from './live.ts';
import { acting, valueOf } from './testing.ts';

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const web = (spec: JsonObject = {}): JsonObject => ({
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec,
});
const cronJob = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly' };
const nightly = (spec: JsonObject = {}, name = 'nightly'): JsonObject => ({
  kind: 'CronJob',
  metadata: { name },
  spec,
});

test('replicas are read, and set within what the API takes', async () => {
  const cluster = acting(web({ replicas: 2 }));
  expect(valueOf(await cluster.actions.replicasOf({ ref: deployment }))).toBe(2);
  const said = (replicas?: number) =>
    cluster.said('scale', deployment, replicas === undefined ? {} : { replicas });
  for (const replicas of [0, 5, 2 ** 31 - 1])
    expect(await said(replicas)).toEqual({
      lines: [`replicas: 2 → ${replicas}`],
      warnings: [],
    });
  expect(cluster.writes().at(-1)).toMatchObject({
    method: 'PATCH',
    path: expect.stringMatching(/\/deployments\/web\/scale\?/),
    sent: { spec: { replicas: 2147483647 }, metadata: { uid: 'uid-Deployment-web' } },
  });
  for (const replicas of [-1, 1.5, 2 ** 31, undefined])
    expect(await said(replicas)).toBe('Replicas are a whole number from 0 to 2147483647');
});

test('a number of replicas that the server leaves out is none; one that cannot be read is a failure', async () => {
  const cluster = acting(web());
  expect(valueOf(await cluster.actions.replicasOf({ ref: deployment }))).toBe(0);
  cluster.fault = ({ path }) => (path.endsWith('/scale') ? { message: 'no scale' } : undefined);
  expect(await cluster.said('scale', deployment, { replicas: 1 })).toBe('no scale');
});

test('what has no replicas says so, before anything is asked', async () => {
  const cluster = acting(nightly());
  expect(await cluster.said('scale', cronJob, { replicas: 1 })).toBe(
    'CronJob nightly has no number of replicas that could be set',
  );
});

test('an object rests and goes on by its field, which is told as it was', async () => {
  const cluster = acting(nightly({ suspend: false }));
  expect(await cluster.said('suspend', cronJob)).toMatchObject({
    lines: ['spec.suspend: false → true'],
  });
  expect(await cluster.said('resume', cronJob)).toMatchObject({
    lines: ['spec.suspend: false → false'],
  });
  expect(cluster.writes().map(({ sent }) => sent)).toMatchObject([
    { spec: { suspend: true } },
    { spec: { suspend: false } },
  ]);
});

test('a field that goes is sent as null, and one with a dot in its name is written in brackets', () => {
  const live = {
    object: { metadata: { annotations: { 'a.b/c': 'x' } }, spec: { list: [] } },
    resource: { plural: 'xs', resource: 'xs', kind: 'X', apiVersion: 'v1', namespaced: true },
    ...{ name: 'x', namespace: 'ns', uid: 'u' },
  } as unknown as LiveObject;
  const gone = setField(live, ['metadata', 'annotations', 'a.b/c'], undefined);
  expect(gone.lines).toEqual(['metadata.annotations["a.b/c"]: x → not set']);
  expect(gone.request.sent).toEqual({
    metadata: { annotations: { 'a.b/c': null }, uid: 'u' },
  });
  expect(setField(live, ['spec', 'list'], true).lines).toEqual(['spec.list: not set → true']);
  const at = new Date('2026-01-02T03:04:05.678Z');
  expect(restart(live, { field: ['spec', 'at'] }, at).lines).toEqual([
    'spec.at: not set → 2026-01-02T03:04:05Z',
  ]);
  expect(restart(live, { field: ['spec', 'at'], value: 'now' }, at).lines).toEqual([
    'spec.at: not set → now',
  ]);
});

test('a run is made from the template, owned by what it was made from', async () => {
  const spec = {
    jobTemplate: {
      metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
      spec: { template: {} },
    },
  };
  const cluster = acting(nightly(spec));
  const plan = valueOf(await cluster.actions.plan('runNow', { ref: cronJob }));
  expect(plan.lines).toEqual([
    expect.stringMatching(/^Job nightly-[0-9a-z]{6,7} is made from spec\.jobTemplate\.spec$/),
  ]);
  const [made] = cluster.writes();
  expect(made).toMatchObject({
    method: 'POST',
    path: expect.stringMatching(/^\/apis\/batch\/v1\/namespaces\/ns\/jobs\?.*dryRun=All/),
    sent: {
      kind: 'Job',
      metadata: {
        namespace: 'ns',
        labels: { a: 'b' },
        annotations: { c: 'd', 'cronjob.kubernetes.io/instantiate': 'manual' },
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly', controller: true },
        ],
      },
      spec: { template: {} },
    },
  });
  const { metadata } = made?.sent as { metadata: { name: string } };
  const seconds = parseInt(metadata.name.slice('nightly-'.length), 36);
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(600);
});

test('the name of a run has room for what its pods are named, and without a template there is none', async () => {
  const long = 'n'.repeat(60);
  const ref = { ...cronJob, name: long };
  const cluster = acting(nightly({ jobTemplate: { spec: {} } }, long), nightly());
  await cluster.said('runNow', ref);
  const { metadata } = cluster.writes()[0]?.sent as { metadata: { name: string } };
  expect(metadata.name.lastIndexOf('-')).toBe(52);
  expect(await cluster.said('runNow', cronJob)).toBe(
    'CronJob nightly has no spec.jobTemplate.spec to run',
  );
});

test('what a kind does not have is said', async () => {
  const cluster = acting(web(), { kind: 'ConfigMap', metadata: { name: 'x' } });
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' };
  const words = 'It is not known how to do this to a ConfigMap. Change the object by an apply';
  for (const id of ['drain', 'restart', 'rollBack', 'suspend', 'resume', 'cordon'] as const)
    expect(await cluster.said(id, ref)).toBe(words);
  for (const id of ['uncordon', 'runNow', 'expand'] as const)
    expect(await cluster.said(id, ref)).toBe(words);
  expect(await cluster.actions.revisionsOf({ ref })).toMatchObject({ error: { message: words } });
  expect(await cluster.actions.sizeOf({ ref })).toMatchObject({ error: { message: words } });
  expect(cluster.writes()).toEqual([]);
});

test('an object that is gone is a failure of each question', async () => {
  const { actions, said } = acting();
  expect(await said('restart', deployment)).toMatch(/not found/);
  for (const asked of [actions.replicasOf, actions.revisionsOf, actions.sizeOf])
    expect(await asked({ ref: deployment })).toMatchObject({ error: { code: 'not-found' } });
});

test('a plan of another session is none, and a refusal of the dry run is no plan', async () => {
  const one = acting(web());
  const plan = valueOf(await one.actions.plan('restart', { ref: deployment }));
  await expect(acting(web()).actions.run(plan)).rejects.toThrow(/another session/);
  one.fault = ({ method }) => (method === 'PATCH' ? { message: 'refused' } : undefined);
  expect(await one.said('restart', deployment)).toBe('refused');
});

test('a patch that the server takes for another object is one of an object made anew', async () => {
  const cluster = acting(web());
  const cause = (...path: string[]) => ({ path, reason: 'FieldValueInvalid', message: 'x' });
  cluster.fault = ({ method }) =>
    method === 'PATCH'
      ? { code: 'invalid', message: 'wrong', causes: [cause('metadata', 'uid')] }
      : undefined;
  expect(await cluster.said('restart', deployment)).toMatch(
    /^Deployment web was deleted and made again meanwhile/,
  );
  cluster.fault = ({ method }) =>
    method === 'PATCH'
      ? { code: 'invalid', message: 'wrong', causes: [cause('metadata', 'name')] }
      : undefined;
  expect(await cluster.said('restart', deployment)).toBe('wrong');
});

test('a write says who writes, refuses unknown fields, and is repeated where that changes nothing', async () => {
  const cluster = acting(web(), nightly({ jobTemplate: { spec: {} } }));
  const plan = valueOf(await cluster.actions.plan('restart', { ref: deployment }));
  await cluster.actions.run(plan);
  const run = valueOf(await cluster.actions.plan('runNow', { ref: cronJob }));
  await cluster.actions.run(run);
  const writes = cluster.asked.filter(({ method }) => method !== 'GET');
  expect(writes.map(({ repeatable }) => repeatable)).toEqual([true, true, true, false]);
  expect(writes.every(({ asksWebhooks }) => asksWebhooks)).toBe(true);
  const queries = writes.map(({ path }) => new URL(path, 'http://x').searchParams);
  expect(queries.map((query) => query.get('dryRun'))).toEqual(['All', null, 'All', null]);
  for (const query of queries) {
    expect(query.get('fieldValidation')).toBe('Strict');
    expect(query.get('fieldManager')).toBeTruthy();
  }
});
