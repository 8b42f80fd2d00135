// What an apply says when answers are late, lost or "busy": always what the cluster really holds.
import { expect, test } from 'vitest';
import type { ApplyReport, ClusterSession, Plan } from '../../cluster/api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { errorOf, valueOf } from './clusterFixture.ts';
import { faultProxy } from './faultProxy.ts';
import type { Fault, SeenRequest } from './faultProxy.ts';

const configMap = (name: string, value = '1') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { key: "${value}" }\n`;

const several = (prefix: string, count = 4) =>
  Array.from({ length: count }, (_, index) => configMap(`${prefix}-${index}`)).join('---\n');

async function planOf(session: ClusterSession, text: string): Promise<Plan> {
  return valueOf(await session.plan(splitManifest(text)));
}

function outcomes({ results }: ApplyReport): string[] {
  return results.map((result) =>
    result.outcome === 'applied' ? `applied ${result.change}` : result.outcome,
  );
}

/** The first `count` requests of a sort meet the fault. */
function first(
  count: number,
  sort: (request: SeenRequest) => boolean,
  fault: Fault,
): (request: SeenRequest) => Fault {
  let left = count;
  return (request) => (sort(request) && left-- > 0 ? fault : undefined);
}

const dryRuns = ({ isDryRun }: SeenRequest) => isDryRun;
const applies = ({ isApply }: SeenRequest) => isApply;
const lists = ({ method, path }: SeenRequest) => method === 'GET' && path === '/api/v1';
const reads = ({ method, path }: SeenRequest) => method === 'GET' && path.includes('/configmaps/');

await controlPlaneOrSkip('an apply with faults in between', { nodes: 0 }, (controlPlane) => {
  const through = () => faultProxy(controlPlane());
  const path = (name: string) => `/api/v1/namespaces/default/configmaps/${name}`;
  const isThere = async (name: string) =>
    (await controlPlane().request('GET', path(name))).status === 200;

  test.each<[string, (request: SeenRequest) => boolean, number, Fault]>([
    ['429 with Retry-After', dryRuns, 3, { status: 429, retryAfter: 1 }],
    ['500', dryRuns, 3, { status: 500, message: 'etcdserver: leader changed' }],
    ['502', dryRuns, 3, { status: 502 }],
    ['503', dryRuns, 3, { status: 503, retryAfter: 1 }],
    ['504', dryRuns, 3, { status: 504 }],
    ['a broken connection', dryRuns, 3, 'broken'],
    ['500 for the list of kinds', lists, 2, { status: 500 }],
    ['a broken connection for the list of kinds', lists, 2, 'broken'],
  ])('a plan waits out %s', async (what, sort, count, fault) => {
    const proxy = await through();
    const session = await proxy.session();
    proxy.fault = first(count, sort, fault);
    const waits: string[] = [];
    const documents = splitManifest(several(`plan-${what.toLowerCase().replaceAll(/\W+/g, '-')}`));
    const plan = valueOf(await session.plan(documents, { onWait: (text) => waits.push(text) }));
    expect(plan.entries.map(({ action }) => action)).toEqual(documents.map(() => 'create'));
    if (sort === dryRuns) expect(waits[0]).toMatch(/asking again/);
  });

  test('a Retry-After is waited for, not hammered at', async () => {
    const proxy = await through();
    const session = await proxy.session();
    await planOf(session, configMap('polite'));
    const before = proxy.seen.length;
    const start = performance.now();
    proxy.fault = first(1, dryRuns, { status: 429, retryAfter: 2 });
    await planOf(session, configMap('polite'));
    expect(performance.now() - start).toBeGreaterThan(1900);
    expect(proxy.seen.slice(before).filter(dryRuns)).toHaveLength(2);
  });

  test('a server that stays busy ends the waiting after a number of requests, as a refusal of that document', async () => {
    const proxy = await through();
    const session = await proxy.session();
    proxy.fault = ({ isDryRun }) => (isDryRun ? { status: 500 } : undefined);
    const plan = await planOf(session, configMap('always'));
    expect(plan.entries[0]).toMatchObject({ action: 'refused', error: { status: 500 } });
    expect(proxy.seen.filter(dryRuns)).toHaveLength(5);
  });

  test('an unchanged object is never planned as changed because it could not be read', async () => {
    const proxy = await through();
    const session = await proxy.session();
    await session.apply(await planOf(session, configMap('same')));
    proxy.fault = first(2, reads, { status: 500 });
    expect((await planOf(session, configMap('same'))).entries[0]?.action).toBe('unchanged');
    proxy.fault = (request) => (reads(request) ? { status: 500 } : undefined);
    expect((await planOf(session, configMap('same'))).entries[0]?.action).toBe('refused');
  });

  test('an object that others change while it is planned is read again', async () => {
    const proxy = await through();
    const session = await proxy.session();
    await session.apply(await planOf(session, configMap('busy')));
    const others = (turn: number) =>
      controlPlane().request('PATCH', path('busy'), { data: { others: String(turn) } });
    // The dry run waits until the object was read and changed: what it shows is of a later moment.
    let turns = 0;
    proxy.fault = (request) => {
      if (!dryRuns(request) || turns > 1) return undefined;
      void others(++turns).then(() => proxy.release());
      return 'held';
    };
    expect((await planOf(session, configMap('busy'))).entries[0]?.action).toBe('unchanged');
    expect(turns).toBeGreaterThan(0);
  });

  test.each<[string, Fault]>([
    ['429', { status: 429, retryAfter: 1 }],
    ['500', { status: 500, message: 'etcdserver: leader changed' }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a connection that breaks before', 'broken'],
    ['a connection that breaks after it was done', 'done without an answer'],
  ])('an apply waits out %s and applies every document', async (what, fault) => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 1000 });
    const prefix = `apply-${what.replaceAll(/\W+/g, '-')}`;
    const plan = await planOf(session, several(prefix));
    proxy.fault = first(2, applies, fault);
    expect(outcomes(await session.apply(plan))).toEqual(plan.entries.map(() => 'applied created'));
    expect(await isThere(`${prefix}-3`)).toBe(true);
  });

  test('what is answered with 500 on and on is not applied, and says so', async () => {
    const proxy = await through();
    const session = await proxy.session();
    const plan = await planOf(session, configMap('never'));
    proxy.fault = (request) => (applies(request) ? { status: 500 } : undefined);
    const report = await session.apply(plan);
    expect(outcomes(report)).toEqual(['not-sent']);
    expect(report.results[0]?.text).toContain('not applied, as reading it again shows');
    expect(await isThere('never')).toBe(false);
  });

  test('a server that fails on and on is waited for once, not for each document', async () => {
    const proxy = await through();
    const session = await proxy.session();
    const plan = await planOf(session, several('many', 20));
    proxy.fault = ({ isApply, isDryRun }) => (isApply || isDryRun ? { status: 500 } : undefined);
    const report = await session.apply(plan);
    expect(new Set(outcomes(report))).toEqual(new Set(['not-sent']));
    expect(proxy.seen.filter(applies)).toHaveLength(5 + 19);
    const before = proxy.seen.filter(dryRuns).length;
    await planOf(session, several('many', 20));
    // Six are under way when the first gives up.
    expect(proxy.seen.filter(dryRuns).length - before).toBeLessThanOrEqual(6 * 5 + 14);
  });

  test('a request that runs into the limit and is done later is found to be applied', async () => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 300 });
    const plan = await planOf(session, configMap('late'));
    proxy.fault = (request) => (applies(request) ? 'held' : undefined);
    const waits: string[] = [];
    const report = await session.apply(plan, {
      onWait: (text) => {
        waits.push(text);
        if (text.startsWith('looking')) setTimeout(() => proxy.release(), 100);
      },
    });
    expect(outcomes(report)).toEqual(['applied created']);
    expect(waits).toContain('looking whether ConfigMap late in namespace default was applied');
    expect(await isThere('late')).toBe(true);
  });

  test('a request that is never answered is not known, never "not applied", and nothing is sent after it', async () => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 200 });
    const plan = await planOf(session, several('silent', 2));
    proxy.fault = (request) => (applies(request) ? 'held' : undefined);
    const report = await session.apply(plan);
    expect(outcomes(report)).toEqual(['unknown', 'not-sent']);
    expect(report.results[0]?.text).toMatch(/could not be found out, and it may still be/);
    expect(report.results[0]?.text).not.toMatch(/Try again/);
    expect(proxy.seen.filter(applies)).toHaveLength(3);
    // And indeed: the server gets round to it afterwards.
    proxy.release();
    await expect.poll(() => isThere('silent-0'), { timeout: 20_000 }).toBe(true);
  });

  test('where somebody can stop it, what is not known is asked for until it is known', async () => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 200 });
    const plan = await planOf(session, configMap('patient'));
    proxy.fault = first(4, applies, 'held');
    const { signal } = new AbortController();
    expect(outcomes(await session.apply(plan, { signal }))).toEqual(['applied created']);
    expect(proxy.seen.filter(applies)).toHaveLength(5);
  });

  test('or until it is stopped: then it is not known', async () => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 200 });
    const plan = await planOf(session, several('stopped', 2));
    proxy.fault = (request) => (applies(request) ? 'held' : undefined);
    const stop = new AbortController();
    const report = await session.apply(plan, {
      signal: stop.signal,
      onWait: () => {
        if (proxy.seen.filter(applies).length > 3) stop.abort();
      },
    });
    expect(outcomes(report)).toEqual(['unknown', 'not-sent']);
    expect(report.results[0]?.text).toMatch(/^You stopped before the API server had answered/);
  });

  test.each([
    ['a part of it: it was applied', 'data: { key: ours, more: ours }\n', 'applied created'],
    ['all of it: not known, as nothing tells of us any more', 'data: { key: ours }\n', 'unknown'],
  ])('others change after an apply whose answer is lost %s', async (_what, data, outcome) => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 300 });
    const name = outcome === 'unknown' ? 'taken-whole' : 'taken-partly';
    const head = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
    const plan = await planOf(session, head + data);
    proxy.fault = first(1, applies, 'held');
    const report = await session.apply(plan, {
      onWait(text) {
        if (!text.startsWith('looking')) return;
        proxy.fault = (request) => (reads(request) ? 'held' : undefined);
        void (async () => {
          proxy.release();
          await expect.poll(() => isThere(name)).toBe(true);
          await controlPlane().request('PATCH', path(name), { data: { key: 'theirs' } });
          proxy.fault = () => undefined;
          proxy.release();
        })();
      },
    });
    expect(outcomes(report)).toEqual([outcome]);
    expect((await controlPlane().request('GET', path(name))).body.data.key).toBe('theirs');
  });

  test('a stop while a request is under way: applied if the object shows it, else not known', async () => {
    const proxy = await through();
    const session = await proxy.session();
    for (const isDone of [true, false]) {
      const name = `stopped-${String(isDone)}`;
      const plan = await planOf(session, configMap(name));
      const stop = new AbortController();
      proxy.fault = (request) => {
        if (!applies(request)) return undefined;
        stop.abort();
        if (isDone) setTimeout(() => proxy.release(), 2500); // once the answer is no longer waited for
        return 'held';
      };
      const report = await session.apply(plan, { signal: stop.signal });
      expect(outcomes(report)).toEqual([isDone ? 'applied created' : 'unknown']);
      if (!isDone) expect(report.results[0]?.text).toMatch(/You stopped .* may still be/);
      expect(await isThere(name)).toBe(isDone);
    }
  });

  test('a slow answer is said to be waited for, in the plan and in the apply', async () => {
    const proxy = await through();
    const session = await proxy.session();
    const waits: string[] = [];
    const onWait = (text: string) => {
      waits.push(text);
      proxy.release();
    };
    proxy.fault = ({ isDryRun, isApply }) => (isDryRun || isApply ? 'held' : undefined);
    const plan = valueOf(await session.plan(splitManifest(configMap('slow')), { onWait }));
    expect(outcomes(await session.apply(plan, { onWait }))).toEqual(['applied created']);
    expect(waits).toEqual([
      'waiting for the API server to answer about ConfigMap slow; its webhooks may take 30 s each',
      'waiting for the API server to apply ConfigMap slow in namespace default; its webhooks may take 30 s each',
    ]);
  });

  test('credentials that are refused in the middle end the apply', async () => {
    const proxy = await through();
    const session = await proxy.session();
    const plan = await planOf(session, several('expired'));
    let sent = 0;
    proxy.fault = ({ isApply }) => (isApply && ++sent > 2 ? { status: 401 } : undefined);
    const report = await session.apply(plan);
    expect(outcomes(report)).toEqual(['applied created', 'applied created', 'refused', 'not-sent']);
    expect(sent).toBe(3);
  });

  test('a dry run that gets no answer is asked for once more', async () => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 500 });
    proxy.fault = first(1, dryRuns, 'held');
    expect((await planOf(session, configMap('again'))).entries[0]?.action).toBe('create');
    expect(proxy.seen.filter(dryRuns)).toHaveLength(2);
  });

  test('a plan whose dry runs are never answered ends with the time-out', async () => {
    const proxy = await through();
    const session = await proxy.session({ requestTimeout: 100 });
    await planOf(session, configMap('warm'));
    proxy.fault = (request) => (dryRuns(request) ? 'held' : undefined);
    const before = proxy.seen.length;
    const failed = await session.plan(splitManifest(several('hung', 40)));
    expect(errorOf(failed).code).toBe('timeout');
    // Six are under way at the same time, each is asked for once more, and then at most one each.
    expect(proxy.seen.slice(before).filter(dryRuns).length).toBeLessThanOrEqual(3 * 6);
  });
});
