// A fake server: a real one cannot be made to fail, or to lose an answer, at a certain request.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { fastClock } from '../../test/harness/fastClock.ts';
import {
  isApply,
  isDryRun,
  playServer,
  status,
  type Asked,
  type PlayedServer,
} from '../../test/harness/playedServer.ts';
import type { ApplyOptions, ApplyReport, Plan, PlanOptions } from '../api.ts';

const configMap = (name: string, value = '1', more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\ndata: {key: "${value}"}\n`;
const maps = (count: number): string =>
  Array.from({ length: count }, (_, index) => configMap(`n${index}`)).join('---\n');

async function planOf(
  { session }: PlayedServer,
  text: string,
  options?: PlanOptions,
): Promise<Plan> {
  const plan = await session.plan(splitManifest(text), options);
  if (!plan.ok) throw new Error(plan.error.message);
  return plan.value;
}

const actions = ({ entries }: Plan): string[] => entries.map(({ action }) => action);
const outcomes = ({ results }: ApplyReport): string[] =>
  results.map((result) => (result.outcome === 'applied' ? result.change : result.outcome));

async function apply(
  played: PlayedServer,
  text: string,
  options?: ApplyOptions,
): Promise<ApplyReport> {
  return played.session.apply(await planOf(played, text), options);
}

/** The first of the requests that `is` names, and no other. */
function once(is: (asked: Asked) => boolean): (asked: Asked) => boolean {
  let isDone = false;
  return (asked) => {
    if (isDone || !is(asked)) return false;
    isDone = true;
    return true;
  };
}

test('new, changed and unchanged objects are planned and applied as such', async () => {
  const played = await playServer();
  expect(outcomes(await apply(played, configMap('x') + '---\n' + configMap('z')))).toEqual([
    'created',
    'created',
  ]);
  const plan = await planOf(played, `${configMap('x', '2')}---\n${configMap('z')}`);
  expect(actions(plan)).toEqual(['change', 'unchanged']);
  expect(plan.entries[0]?.diff?.before).toContain('key: "1"');
  expect(plan.entries[0]?.diff?.after).toContain('key: "2"');
  expect(plan.entries[0]?.ref).toEqual({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'default' },
  });
  expect(outcomes(await played.session.apply(plan))).toEqual(['changed', 'unchanged']);
});

test('nothing is written by a plan', async () => {
  const played = await playServer();
  await planOf(played, configMap('x'));
  expect(played.asked.filter(({ method }) => method !== 'GET').every(isDryRun)).toBe(true);
  expect(played.objects.has('/api/v1/namespaces/default/configmaps/x')).toBe(false);
});

test('an object that the dry run shows to be new is not read once others were new', async () => {
  const played = await playServer();
  await planOf(played, maps(30));
  const reads = played.asked.filter(({ path }) => path.includes('/configmaps/'));
  expect(reads.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(6);
  expect(reads.filter(isDryRun)).toHaveLength(30);
});

test('objects that are there are read although those before them were new', async () => {
  const played = await playServer();
  await apply(played, configMap('n9'));
  const plan = await planOf(played, maps(9) + '---\n' + configMap('n9', '2'));
  expect(actions(plan)).toEqual([...Array<string>(9).fill('create'), 'change']);
  expect(plan.entries[9]?.diff?.before).toContain('key: "1"');
});

test('a document that cannot be sent says why, and the others are planned', async () => {
  const played = await playServer();
  const texts = [
    'apiVersion: v1\nkind: ConfigMap\n',
    'apiVersion: v1\nkind: Nothing\nmetadata: {name: x}\n',
    configMap('x', '1', ', namespace: elsewhere'),
    configMap('z'),
  ];
  const plan = await planOf(played, texts.join('---\n'));
  expect(actions(plan)).toEqual(['not-applicable', 'not-applicable', 'not-applicable', 'create']);
  expect(plan.entries[0]?.error?.message).toContain('no metadata.name');
  expect(plan.entries[1]?.error?.code).toBe('kind-unknown');
  expect(plan.entries[2]).toMatchObject({
    missingNamespace: 'elsewhere',
    error: { code: 'namespace-missing' },
  });
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['not-sent', 'not-sent', 'not-sent', 'created']);
  expect(report.results[0]?.text).toContain('no metadata.name');
  expect(report.results[1]).toMatchObject({ error: { code: 'kind-unknown' } });
});

test('a kind that cannot be patched is told as one', async () => {
  const played = await playServer();
  const resources = [{ name: 'statuses', kind: 'Status', namespaced: true, verbs: ['get'] }];
  played.fault = ({ path }) =>
    path === '/api/v1' ? { status: 200, body: { resources } } : undefined;
  const plan = await planOf(played, 'apiVersion: v1\nkind: Status\nmetadata: {name: x}\n');
  expect(plan.entries[0]?.error?.message).toMatch(/Status is a kind that cannot be applied/);
});

test('what needs a namespace, a kind or an account of the same plan is sent behind it', async () => {
  const played = await playServer();
  const names = 'names: {kind: Thing, plural: things}';
  const text = [
    'apiVersion: a.io/v1\nkind: Thing\nmetadata: {name: t, namespace: made}\n',
    configMap('x', '1', ', namespace: made'),
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.a.io}\nspec: {group: a.io, scope: Namespaced, ${names}, versions: [{name: v1, served: true}]}\n`,
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: made}\n',
  ].join('---\n');
  const plan = await planOf(played, text);
  expect(actions(plan)).toEqual(['create-after', 'create-after', 'create', 'create']);
  expect(plan.order[0]).toBe(3);
  expect(plan.order.indexOf(0)).toBeGreaterThan(plan.order.indexOf(2));
  expect(plan.entries[0]?.needs).toEqual(expect.arrayContaining([2, 3]));
  expect(plan.entries[1]?.needs).toEqual([3]);
  expect(plan.entries[1]?.note).toMatch(/checked in namespace default, and again right before/);
  expect(outcomes(await played.session.apply(plan))).toEqual(Array(4).fill('created'));
});

test('what needs a document that is left out is not sent', async () => {
  const played = await playServer();
  const text = `${configMap('x', '1', ', namespace: made')}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: made}\n`;
  const report = await apply(played, text, { only: [0] });
  expect(outcomes(report)).toEqual(['not-sent', 'not-sent']);
  expect(report.results[0]?.text).toMatch(/it needs Namespace made, which was not applied/);
  expect(report.results[1]?.text).toContain('left out');
});

test('a Pod of the plan is said to be held against a LimitRange of the plan', async () => {
  const played = await playServer();
  const head = (kind: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: x}\n`;
  const plan = await planOf(played, `${head('Pod')}---\n${head('LimitRange')}`);
  expect(plan.order).toEqual([1, 0]);
  expect(plan.entries[0]?.note).toMatch(
    /^LimitRange x in namespace default of this plan goes first/,
  );
  expect(plan.entries[1]?.note).toBeUndefined();
});

test('of the same object twice only the last is sent', async () => {
  const played = await playServer();
  const report = await apply(played, `${configMap('x', '1')}---\n${configMap('x', '2')}`);
  expect(outcomes(report)).toEqual(['not-sent', 'created']);
  const live = played.objects.get('/api/v1/namespaces/default/configmaps/x');
  expect(live?.data).toEqual({ key: '2' });
});

const conflict = status(
  409,
  'Conflict',
  'Apply failed with 1 conflict: conflict with "other": .data.key',
  {
    causes: [
      { reason: 'FieldManagerConflict', message: 'conflict with "other"', field: '.data.key' },
    ],
  },
);

test('fields of another owner are a conflict, sent only where they are taken over', async () => {
  const played = await playServer();
  await apply(played, configMap('x'));
  played.fault = ({ method, query }) =>
    method === 'PATCH' && query.get('force') !== 'true' ? conflict : undefined;
  const plan = await planOf(played, configMap('x', '2'));
  expect(plan.entries[0]).toMatchObject({
    action: 'conflict',
    conflicts: [{ manager: 'other', field: 'data.key' }],
  });
  expect(plan.entries[0]?.diff?.after).toContain('key: "2"');
  const kept = await played.session.apply(plan);
  expect(outcomes(kept)).toEqual(['not-sent']);
  expect(kept.results[0]?.text).toContain('belongs to other');
  expect(kept.results[0]).toMatchObject({ error: { code: 'conflict' } });
  expect(outcomes(await played.session.apply(plan, { force: [0] }))).toEqual(['changed']);
});

test('a refusal of the plan is reported as one, without a request', async () => {
  const played = await playServer();
  played.fault = (asked) => (isDryRun(asked) ? status(422, 'Invalid', 'it is wrong') : undefined);
  const plan = await planOf(played, configMap('x'));
  expect(actions(plan)).toEqual(['refused']);
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['refused']);
  expect(report.results[0]?.text).toContain('it is wrong');
  expect(played.asked.filter(isApply)).toEqual([]);
});

test('an object that cannot be read is refused: what would change is not known', async () => {
  const played = await playServer();
  await apply(played, configMap('x'));
  played.fault = ({ method, path }) =>
    method === 'GET' && path.endsWith('/x') ? status(400, 'BadRequest', 'not today') : undefined;
  const plan = await planOf(played, configMap('x'));
  expect(plan.entries[0]).toMatchObject({ action: 'refused', error: { status: 400 } });
});

test('where the object may not be read the change is planned, and says so', async () => {
  const played = await playServer();
  await apply(played, configMap('x'));
  played.fault = ({ method, path }) =>
    method === 'GET' && path.endsWith('/x') ? status(403, 'Forbidden', 'no') : undefined;
  const plan = await planOf(played, configMap('x'));
  expect(plan.entries[0]).toMatchObject({ action: 'change' });
  expect(plan.entries[0]?.note).toMatch(/could not be read/);
});

test('a refusal of the apply is that of one document, and the others are sent', async () => {
  const played = await playServer();
  const plan = await planOf(played, maps(3));
  played.fault = (asked) =>
    isApply(asked) && asked.path.endsWith('/n1') ? status(422, 'Invalid', 'no n1') : undefined;
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['created', 'refused', 'created']);
  expect(report.results[1]?.text).toMatch(/refused ConfigMap n1 in namespace default: no n1/);
  expect(report.cancelled).toBe(false);
});

test('credentials that are refused end the apply', async () => {
  const played = await playServer();
  const plan = await planOf(played, maps(3));
  played.fault = (asked) => (isApply(asked) ? status(401, 'Unauthorized', 'who?') : undefined);
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['refused', 'not-sent', 'not-sent']);
  expect(played.asked.filter(isApply)).toHaveLength(1);
  expect(report.results[2]?.text).toContain('not sent: ');
});

test('an answer that is lost is looked for in the object', async () => {
  fastClock();
  const played = await playServer();
  const plan = await planOf(played, maps(2));
  const isFirst = once(isApply);
  played.fault = (asked) => (isFirst(asked) ? 'lost' : undefined);
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['created', 'created']);
});

test('a request that broke before it was done is sent again', async () => {
  fastClock();
  const played = await playServer();
  const plan = await planOf(played, maps(2));
  const isFirst = once(isApply);
  played.fault = (asked) => (isFirst(asked) ? 'broken' : undefined);
  expect(outcomes(await played.session.apply(plan))).toEqual(['created', 'created']);
});

test('what ran into the time limit is not known, whatever became of the attempts after it', async () => {
  fastClock();
  const played = await playServer({ requestTimeout: 5000 });
  const plan = await planOf(played, configMap('x'));
  expect(actions(plan)).toEqual(['create']);
  const isFirst = once(isApply);
  played.fault = (asked) => (isFirst(asked) ? 'silent' : isApply(asked) ? 'broken' : undefined);
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['unknown']);
  expect(report.results[0]?.text).toMatch(/could not be found out, and it may still be/);
});

test('what only broke before it was done is not applied, as reading it again shows', async () => {
  fastClock();
  const played = await playServer();
  const plan = await planOf(played, configMap('x'));
  played.fault = (asked) => (isApply(asked) ? 'broken' : undefined);
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['not-sent']);
  expect(report.results[0]?.text).toContain('not applied, as reading it again shows');
});

test('an answer that never comes is looked for, and the document sent again', async () => {
  fastClock();
  const played = await playServer({ requestTimeout: 5000 });
  const plan = await planOf(played, configMap('x'));
  const isFirst = once(isApply);
  played.fault = (asked) => (isFirst(asked) ? 'silent' : undefined);
  const waits: string[] = [];
  const report = await played.session.apply(plan, { onWait: (text) => waits.push(text) });
  expect(outcomes(report)).toEqual(['created']);
  expect(waits).toContain('looking whether ConfigMap x in namespace default was applied');
});

test('what stays lost is asked for until somebody stops it, and then not known', async () => {
  fastClock();
  const played = await playServer();
  const plan = await planOf(played, configMap('x'));
  played.fault = () => 'broken';
  const stop = new AbortController();
  const waits: string[] = [];
  const onWait = (text: string) => {
    waits.push(text);
    if (text.includes('is not known yet')) stop.abort();
  };
  const report = await played.session.apply(plan, { signal: stop.signal, onWait });
  expect(outcomes(report)).toEqual(['unknown']);
  expect(report.results[0]?.text).toMatch(/^You stopped before the API server had answered/);
  expect(waits.at(-1)).toMatch(
    /^whether ConfigMap x in namespace default was applied is not known yet; asking again in \d+ s, or cancel to stop$/,
  );
  expect(report.cancelled).toBe(true);
});

test('a busy server is waited for in plan and apply, and a person is told', async () => {
  fastClock();
  const played = await playServer();
  const [dry, real] = [once(isDryRun), once(isApply)];
  played.fault = (asked) =>
    dry(asked) || real(asked) ? status(429, 'TooManyRequests', 'busy') : undefined;
  const waits: string[] = [];
  const onWait = (text: string) => waits.push(text);
  const plan = await planOf(played, configMap('x'), { onWait });
  expect(actions(plan)).toEqual(['create']);
  expect(outcomes(await played.session.apply(plan, { onWait }))).toEqual(['created']);
  expect(waits).toEqual(Array(2).fill('the API server is busy; asking again'));
});

test('a webhook that cannot be asked has nothing stored: the refusal is definite', async () => {
  fastClock();
  const played = await playServer();
  const plan = await planOf(played, maps(2));
  const message = 'Internal error occurred: failed calling webhook "a.b.c": no route';
  played.fault = (asked) => (isApply(asked) ? status(500, 'InternalError', message) : undefined);
  const report = await played.session.apply(plan);
  expect(outcomes(report)).toEqual(['not-sent', 'not-sent']);
  expect(report.results[0]?.text).toMatch(/not applied: /);
  expect(report.results[0]?.text).not.toMatch(/reading it again/);
});

test('a cancel leaves the rest unsent, and says so', async () => {
  const played = await playServer();
  const stop = new AbortController();
  const plan = await planOf(played, maps(3));
  const onProgress = (done: number) => {
    if (done === 1) stop.abort();
  };
  const report = await played.session.apply(plan, { signal: stop.signal, onProgress });
  expect(outcomes(report)).toEqual(['created', 'not-sent', 'not-sent']);
  expect(report.results[1]?.text).toContain('cancelled before it was sent');
  expect(report.cancelled).toBe(true);
});

test('a cancelled plan is none', async () => {
  const played = await playServer();
  const plan = await played.session.plan(splitManifest(configMap('x')), {
    signal: AbortSignal.abort(),
  });
  expect(plan).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('a plan is good for the server that it was made for, and for no other', async () => {
  const [one, other] = [await playServer(), await playServer()];
  const report = await other.session.apply(await planOf(one, configMap('x')));
  expect(outcomes(report)).toEqual(['not-sent']);
  expect(report.results[0]?.text).toMatch(/The plan was made for c .*Plan again/);
  expect(other.asked).toEqual([]);
});

test('the server makes the name where the manifest says only how it begins', async () => {
  const played = await playServer();
  const text = 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: etl-}\n';
  const plan = await planOf(played, text);
  expect(plan.entries[0]).toMatchObject({ action: 'create', ref: { name: 'etl-…' } });
  expect(plan.entries[0]?.note).toMatch(/every apply creates another object/);
  const report = await played.session.apply(plan);
  expect(report.results[0]).toMatchObject({
    ref: { name: 'etl-x1' },
    text: 'created Job etl-x1 in namespace default',
  });
});

test('warnings of the server are handed on', async () => {
  const played = await playServer();
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', uid: 'u' } };
  const headers = { warning: '299 - "it is \\"old\\"", 299 - "another"' };
  played.fault = ({ method }) => (method === 'PATCH' ? { status: 201, body, headers } : undefined);
  const plan = await planOf(played, configMap('x'));
  expect(plan.entries[0]?.warnings).toEqual(['it is "old"', 'another']);
  const report = await played.session.apply(plan);
  expect(report.results[0]?.warnings).toEqual(['it is "old"', 'another']);
});

test('progress counts the documents, in the plan and in the apply', async () => {
  const played = await playServer();
  const seen: string[] = [];
  const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`);
  const plan = await planOf(played, maps(3), { onProgress });
  await played.session.apply(plan, { onProgress, only: [0, 2] });
  expect(seen).toEqual(['1/3', '2/3', '3/3', '1/2', '2/2']);
});
