// Watched lists of a real API server: killed and started again, compacted, behind a proxy that plays every fault of a network.
import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { WatchLimits } from '../../cluster/watch/watchLimits.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { seededRandom } from '../harness/seededEdits.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { fileIn, kubeconfigFor, sessionFor, temporaryFolder } from './clusterFixture.ts';
import { faultProxy } from './faultProxy.ts';
import type { Fault, FaultProxy } from './faultProxy.ts';
import { watchPods } from './watchedPods.ts';

/** Short watches, so that ends, bookmarks and silence come within seconds; small pages, so that there are several. */
const watchLimits: Partial<WatchLimits> = {
  firstPageSize: 3,
  pageSize: 5,
  seconds: { least: 4, most: 6 },
  quietMs: 1500,
  watchdogMs: 200,
};

const apiServerArgs = ['--etcd-compaction-interval=2s'];
const options = { apiServerOnly: true, apiServerArgs };

await controlPlaneOrSkip('watched lists', options, (controlPlane) => {
  const asAdmin = () =>
    sessionFor(kubeconfigFor(controlPlane(), { token: controlPlane().tokens.admin }), {
      watchLimits,
    });

  test('a list is what the server has, page by page, and follows what changes', async () => {
    const random = seededRandom(1);
    const pods = await watchPods(controlPlane(), await asAdmin(), 'plain', random);
    for (let round = 0; round < 10; round++) {
      await pods.change();
      await pods.untilSame();
    }
    expect(pods.lease.size).toBeGreaterThan(watchLimits.pageSize ?? 0);
    expect(pods.doubles).toEqual([]);
  });

  test('after each of a hundred faults the list is what the server has', async () => {
    const proxy = await faultProxy(controlPlane());
    const random = seededRandom(2);
    const session = await proxy.session({ watchLimits });
    const pods = await watchPods(controlPlane(), session, 'faults', random);
    await pods.untilSame();
    const happened = new Map<string, number>();
    for (let round = 0; round < 100; round++) {
      const name = await faulty(proxy, random, () => pods.change());
      happened.set(name, (happened.get(name) ?? 0) + 1);
      await pods.untilSame();
    }
    expect(pods.doubles).toEqual([]);
    expect([...happened.keys()].sort()).toEqual([...faults.keys()].sort());
  }, 600_000);

  test('an API server that is killed is told as such, and followed again when it is back', async () => {
    const random = seededRandom(3);
    const pods = await watchPods(controlPlane(), await asAdmin(), 'killed', random);
    await pods.change();
    await pods.untilSame();
    await controlPlane().stopApiServer();
    await waitUntil('the list to be stale', () => pods.lease.status.state === 'stale');
    expect(pods.lease.status.error?.code).toBe('unreachable');
    expect(pods.lease.size).toBeGreaterThan(0);
    await controlPlane().startApiServer();
    await pods.change();
    await pods.untilSame();
    expect(pods.doubles).toEqual([]);
  });

  test('what etcd has compacted meanwhile makes the list be read anew', async () => {
    // The API server keeps no events of Events: a watch of them is one of etcd.
    const events = '/api/v1/namespaces/default/events';
    const { request } = controlPlane();
    const make = (name: string) =>
      request('POST', events, { metadata: { name }, involvedObject: { namespace: 'default' } });
    const proxy = await faultProxy(controlPlane());
    const session = await proxy.session({ watchLimits });
    const query = { apiVersion: 'v1', kind: 'Event', namespace: 'default' };
    const lease = session.watch(query, () => undefined);
    onTestFinished(() => lease.dispose());
    const names = () => lease.first().map(({ ref }) => ref.name);
    await make('before');
    await waitUntil('the first event', () => names().includes('before'));
    proxy.fault = () => 'broken';
    proxy.disturb('broken');
    const { body } = await request('GET', events);
    const { resourceVersion } = (body as { metadata: { resourceVersion: string } }).metadata;
    await request('DELETE', `${events}/before`);
    await make('after');
    await untilTooOld(controlPlane(), events, resourceVersion);
    const lists = listsIn(proxy);
    proxy.fault = () => undefined;
    await waitUntil('the list of now', () => names().join() === 'after');
    expect(listsIn(proxy)).toBeGreaterThan(lists);
  });

  test('a token that has run out is told, and the next one in its file is taken', async () => {
    const { request } = controlPlane();
    await request('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      metadata: { name: 'short-lived-reads' },
      subjects: [{ kind: 'ServiceAccount', name: 'short-lived', namespace: 'default' }],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'read-everything',
      },
    });
    const account = { metadata: { name: 'short-lived' } };
    await request('POST', '/api/v1/namespaces/default/serviceaccounts', account);
    const tokenFile = fileIn(temporaryFolder(), 'token', await tokenBoundTo(controlPlane(), 'one'));
    const session = await sessionFor(kubeconfigFor(controlPlane(), { tokenFile }), { watchLimits });
    const pods = await watchPods(controlPlane(), session, 'tokens', seededRandom(5));
    await pods.untilSame();
    await request('DELETE', '/api/v1/namespaces/default/secrets/one');
    await waitUntil('the list to be stale', () => pods.lease.status.state === 'stale');
    expect(pods.lease.status.error?.code).toBe('unauthorized');
    writeFileSync(tokenFile, await tokenBoundTo(controlPlane(), 'two'));
    await pods.change();
    await pods.untilSame();
  });

  test('who may list and not watch reads again and again, and is told why', async () => {
    await allow(controlPlane(), 'nobody', ['list']);
    const session = await sessionFor(
      kubeconfigFor(controlPlane(), { token: controlPlane().tokens.nobody }),
      { watchLimits: { ...watchLimits, pollMs: 300 } },
    );
    const lease = session.watch({ apiVersion: 'v1', kind: 'Namespace' }, () => undefined);
    onTestFinished(() => lease.dispose());
    /** The server takes a moment to know a new role. */
    const askUntil = async (state: string) => {
      await waitUntil(`the list to be ${state}`, () => {
        const { state: now } = lease.status;
        if (now !== state && now !== 'reading') lease.again();
        return now === state;
      });
    };
    await askUntil('polled');
    expect(lease.status.error).toMatchObject({ code: 'forbidden', deniedVerb: 'watch' });
    await controlPlane().request('POST', '/api/v1/namespaces', { metadata: { name: 'polled' } });
    const names = () => lease.first().map(({ ref }) => ref.name);
    await waitUntil('the new namespace', () => names().includes('polled'));
    await allow(controlPlane(), 'nobody', []);
    await waitUntil('the list to be refused', () => lease.status.state === 'refused');
    expect(names()).toEqual([]);
    await allow(controlPlane(), 'nobody', ['list', 'watch']);
    await askUntil('live');
    expect(names()).toContain('polled');
  });

  test('what the server prints is followed, through bookmarks and ends of the watch', async () => {
    const widgets = await serveWidgets(controlPlane());
    const widget = (name: string, size: number) => ({
      ...{ apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name }, spec: { size } },
    });
    const { request } = controlPlane();
    await request('POST', widgets, widget('first', 1));
    const proxy = await faultProxy(controlPlane());
    const session = await proxy.session({ watchLimits: { ...watchLimits, quietMs: 60_000 } });
    const query = { apiVersion: 'example.org/v1', kind: 'Widget', isPrinted: true };
    const lease = session.watch({ ...query, namespace: 'default' }, () => undefined);
    onTestFinished(() => lease.dispose());
    const rows = () =>
      lease.first().map(({ ref, columns }) => `${ref.name} ${JSON.stringify(columns)}`);
    const printed = (name: string, size: string) =>
      `${name} ${JSON.stringify([{ title: 'Size', value: size }])}`;
    await waitUntil('the first one', () => rows().join() === printed('first', '1'));
    const watches = () => proxy.seen.filter(({ path }) => path.includes('watch=1')).length;
    const lists = listsIn(proxy);
    await waitUntil('watches to end', () => watches() > 3);
    await request('PATCH', `${widgets}/first`, { spec: { size: 2 } });
    await request('POST', widgets, widget('second', 3));
    const all = [printed('first', '2'), printed('second', '3')];
    await waitUntil('both as they are', () => rows().join() === all.join());
    expect(listsIn(proxy)).toBe(lists);
  });

  test('readers share one watch, which ends with the last of them', async () => {
    const proxy = await faultProxy(controlPlane());
    const session = await proxy.session();
    const query = { apiVersion: 'v1', kind: 'Pod', namespace: 'plain' };
    const leases = [1, 2, 3].map(() => session.watch(query, () => undefined));
    const isLive = () => leases.every(({ status }) => status.state === 'live');
    await waitUntil('all to be live', isLive);
    expect(proxy.seen.filter(({ path }) => path.includes('/pods?'))).toHaveLength(2);
    leases[0]?.dispose();
    leases[1]?.dispose();
    expect([proxy.streams, leases[2]?.status.state]).toEqual([1, 'live']);
    leases[2]?.dispose();
    await waitUntil('the watch to end', () => proxy.streams === 0);
  });
});

/** What happens while pods change; each leaves the proxy as it should be. */
const faults = new Map<string, (proxy: FaultProxy, random: (below: number) => number) => void>([
  ['watches break', (proxy) => proxy.disturb('broken')],
  ['watches end', (proxy) => proxy.disturb('ended')],
  ['watches fall silent', (proxy) => proxy.disturb('silent')],
  ['a watch is too old', (proxy) => proxy.disturb({ line: errorEvent(410) })],
  ['the server fails within a watch', (proxy) => proxy.disturb({ line: errorEvent(500) })],
  ['a line is none', (proxy) => proxy.disturb({ line: '{"type":"ADDED","obj' })],
  ['watches are refused as too old', (proxy) => next(proxy, 1, 'watch=1', { status: 410 })],
  ['pages are too old', (proxy) => next(proxy, 2, 'continue=', { status: 410 }, errorEvent(410))],
  ['requests break', (proxy, random) => next(proxy, 1 + random(2), '', 'broken')],
  ['answers are lost', (proxy, random) => next(proxy, 1 + random(2), '', 'done without an answer')],
  ['the server fails', (proxy, random) => next(proxy, 1 + random(2), '', { status: 500 })],
  ['the server is busy', (proxy) => next(proxy, 1, '', { status: 429, retryAfter: 1 })],
  ['the server is not ready', (proxy, random) => next(proxy, 1 + random(2), '', { status: 503 })],
]);

function errorEvent(code: number): string {
  return JSON.stringify({ type: 'ERROR', object: { kind: 'Status', status: 'Failure', code } });
}

/** The next so many requests whose path holds the text end so, beginning with what the watches ask when they end. */
function next(proxy: FaultProxy, count: number, text: string, fault: Fault, line?: string): void {
  let left = count;
  proxy.fault = ({ path }) => {
    if (left === 0 || !path.includes(text)) return undefined;
    left -= 1;
    return fault;
  };
  proxy.disturb(line === undefined ? 'broken' : { line });
}

async function faulty(
  proxy: FaultProxy,
  random: (below: number) => number,
  change: () => Promise<void>,
): Promise<string> {
  const names = [...faults.keys()];
  const name = names[random(names.length)] ?? '';
  await change();
  proxy.fault = () => undefined;
  faults.get(name)?.(proxy, random);
  await change();
  return name;
}

const listsIn = ({ seen }: FaultProxy) => seen.filter(({ path }) => path.includes('limit=')).length;

/** Waits until etcd has forgotten what was between that version and now. */
async function untilTooOld(
  { request }: ControlPlane,
  path: string,
  version: string,
): Promise<void> {
  await waitUntil('the compaction', async () => {
    const watch = `${path}?watch=1&resourceVersion=${version}&timeoutSeconds=1`;
    return (await request('GET', watch)).text.includes('"code":410');
  });
}

/** A token that ends with a Secret. */
async function tokenBoundTo({ request }: ControlPlane, secret: string): Promise<string> {
  const made = await request('POST', '/api/v1/namespaces/default/secrets', {
    metadata: { name: secret },
  });
  const boundObjectRef = { kind: 'Secret', apiVersion: 'v1', name: secret };
  const { uid } = (made.body as { metadata: { uid: string } }).metadata;
  const answer = await request(
    'POST',
    '/api/v1/namespaces/default/serviceaccounts/short-lived/token',
    {
      spec: { boundObjectRef: { ...boundObjectRef, uid } },
    },
  );
  return (answer.body as { status: { token: string } }).status.token;
}

/** A kind of which the server prints a column of its own; its address in `default`. */
async function serveWidgets({ request }: ControlPlane): Promise<string> {
  const properties = { spec: { type: 'object', properties: { size: { type: 'integer' } } } };
  await request('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: 'widgets.example.org' },
    spec: {
      group: 'example.org',
      names: { kind: 'Widget', plural: 'widgets' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties } },
          additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
        },
      ],
    },
  });
  const widgets = '/apis/example.org/v1/namespaces/default/widgets';
  const isServed = async () => (await request('GET', widgets)).status === 200;
  await waitUntil('the kind to be served', isServed);
  return widgets;
}

async function allow({ request }: ControlPlane, user: string, verbs: string[]): Promise<void> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const name = `watch-test-${user}`;
  const rules = [{ apiGroups: [''], resources: ['namespaces'], verbs }];
  const role = verbs.length > 0 ? { rules } : { rules: [] };
  const made = await request('POST', `${rbac}/clusterroles`, { metadata: { name }, ...role });
  if (made.status === 409) await request('PATCH', `${rbac}/clusterroles/${name}`, role);
  await request('POST', `${rbac}/clusterrolebindings`, {
    metadata: { name },
    subjects: [{ kind: 'User', name: user, apiGroup: 'rbac.authorization.k8s.io' }],
    roleRef: { kind: 'ClusterRole', name, apiGroup: 'rbac.authorization.k8s.io' },
  });
}
