import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ResourceRef, Result } from '../api.ts';
import type { JsonObject } from '../values.ts';
import { createExploring } from './explore.ts';

function exploring(...objects: JsonObject[]) {
  const cluster = memoryCluster(...objects);
  return Object.assign(cluster, { explore: createExploring(cluster.context) });
}
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) expect.fail(result.error.message);
  return result.value;
};
const secretRef: ResourceRef = { apiVersion: 'v1', kind: 'Secret', name: 's' };
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

test('an object is in its namespace, in that of the context, or in none', async () => {
  const { explore } = exploring();
  const place = (kind: string, namespace?: string) =>
    explore.place({ apiVersion: 'v1', kind, name: 'x', ...(namespace && { namespace }) });
  expect(await place('Pod', 'a')).toMatchObject({ namespace: 'a' });
  expect(await place('Pod')).toMatchObject({ namespace: 'ns' });
  expect(await place('Node', 'a')).not.toHaveProperty('namespace');
  expect(await place('Unknown', 'a')).toMatchObject({ namespace: 'a' });
});

test('keys of a Secret are told with their lengths, a value for whoever asks for it', async () => {
  const binary = base64(Uint8Array.of(0x61, 0x00));
  const latin = base64(Uint8Array.of(0xe4));
  const data = { a: base64('äb'), binary, latin, empty: '', odd: 7 };
  const { explore } = exploring({ kind: 'Secret', metadata: { name: 's' }, data });
  expect(valueOf(await explore.secretKeys(secretRef))).toEqual([
    { name: 'a', bytes: 3 },
    { name: 'binary', bytes: 2 },
    { name: 'latin', bytes: 1 },
    { name: 'empty', bytes: 0 },
    { name: 'odd', bytes: 0 },
  ]);
  const read = async (key: string) => explore.secretValue(secretRef, key);
  expect(await read('a')).toEqual({ ok: true, value: 'äb' });
  expect(await read('binary')).toEqual({ ok: true, value: binary });
  expect(await read('latin')).toEqual({ ok: true, value: latin });
  expect(await read('empty')).toEqual({ ok: true, value: '' });
  for (const key of ['b', 'constructor'])
    expect(await read(key)).toMatchObject({
      error: { message: `Secret s has no key ${key} any more. Refresh to see those that it has` },
    });
});

test('kinds are listed once in a while, with whether they are of Kubernetes itself', async () => {
  const { explore } = exploring();
  const kinds = valueOf(await explore.kinds());
  expect(kinds.find(({ kind }) => kind === 'Deployment')).toMatchObject({ isCustom: false });
  expect(kinds.some(({ apiVersion }) => apiVersion === 'v1')).toBe(false);
  expect(valueOf(await explore.kinds())).toBe(kinds);
});

test('a part of the control plane is its pods and who leads', async () => {
  const labels = { component: 'kube-scheduler' };
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
  const lease = (spec: JsonObject): JsonObject => ({
    kind: 'Lease',
    metadata: { name: 'kube-scheduler', namespace: 'kube-system' },
    spec,
  });
  const pod = (name: string, namespace: string): JsonObject => ({
    kind: 'Pod',
    metadata: { name, namespace, labels },
  });
  const pods = [pod('scheduler-1', 'kube-system'), pod('mine', 'ns')];
  const first = exploring(...pods, lease({ holderIdentity: 'one', renewTime: ago(100) }));
  const state = valueOf(await first.explore.component('kube-scheduler'));
  expect(state.pods.map(({ ref }) => ref.name)).toEqual(['scheduler-1']);
  expect(state.leader?.holder).toBe('one');
  expect(state.leader?.silentSeconds).toBeGreaterThanOrEqual(99);
  expect(state.leader?.silentSeconds).toBeLessThan(160);

  first.fault = ({ verb }) => (verb === 'list' ? { message: 'no list' } : undefined);
  expect(valueOf(await first.explore.component('kube-scheduler'))).toMatchObject({
    leader: { holder: 'one' },
    pods: [],
  });
  expect(await first.explore.component('etcd')).toMatchObject({ error: { message: 'no list' } });

  const leader = async (spec: JsonObject) =>
    valueOf(await exploring(...pods, lease(spec)).explore.component('kube-scheduler')).leader;
  expect(await leader({})).toBeUndefined();
  expect(await leader({ holderIdentity: 'one' })).toEqual({ holder: 'one' });
  expect(await leader({ holderIdentity: 'one', renewTime: ago(-100) })).toEqual({
    ...{ holder: 'one', silentSeconds: 0 },
  });
});

const release = (name: string, version: string, more: JsonObject = {}): JsonObject => {
  const record = { name, chart: { metadata: { name: 'c', version: `1.${version}` } }, ...more };
  return {
    kind: 'Secret',
    metadata: {
      name: `sh.helm.release.v1.${name}.v${version}`,
      labels: { owner: 'helm', name, version, status: 'deployed' },
    },
    data: { release: base64(base64(JSON.stringify(record))) },
  };
};
const labelled = (name: string, labels: JsonObject): JsonObject => ({
  kind: 'Deployment',
  metadata: { name, labels },
});

test('of a release the last revision counts, with its chart', async () => {
  const cluster = exploring(
    release('web', '2'),
    release('web', '10'),
    release('web', '9'),
    { ...release('odd', 'x'), metadata: { name: 'odd', labels: { owner: 'helm', name: 'odd' } } },
    { kind: 'Secret', metadata: { name: 'other' } },
  );
  const releases = valueOf(await cluster.explore.releases('ns'));
  expect(releases).toMatchObject([
    { name: 'web', namespace: 'ns', kept: { revision: 10 }, chart: { name: 'c', version: '1.10' } },
  ]);
  // A revision never changes its chart.
  const reads = () => cluster.asked.filter(({ verb }) => verb === 'get').length;
  const before = reads();
  await cluster.explore.releases('ns');
  expect(reads()).toBe(before);
});

test('labels tell the chart where they name one, and releases of which Helm keeps nothing', async () => {
  const chart = (name: string, instance: string) => ({
    'helm.sh/chart': name,
    'app.kubernetes.io/instance': instance,
  });
  const cluster = exploring(release('web', '1'), labelled('a', chart('site-2.0.0', 'web')));
  cluster.put(labelled('b', chart('blog-3.1.0_build', 'blog')));
  cluster.put(labelled('c', { app: 'none' }));
  const releases = valueOf(await cluster.explore.releases('ns'));
  expect(releases).toMatchObject([
    { name: 'web', chart: { name: 'site', version: '2.0.0' }, kept: { revision: 1 } },
    { name: 'blog', chart: { name: 'blog', version: '3.1.0+build' } },
  ]);
  const blog = releases[1]!;
  expect(valueOf(await cluster.explore.releaseObjects(blog)).map(({ ref }) => ref.name)).toEqual([
    'b',
  ]);
  expect(await cluster.explore.releaseValues(blog)).toMatchObject({
    error: { message: expect.stringMatching(/known by the labels of its workloads alone/) },
  });
  const forbidden = { code: 'forbidden', message: 'nothing' } as const;
  cluster.fault = ({ path }) => (path.includes('/secrets') ? forbidden : undefined);
  expect(valueOf(await cluster.explore.releases('ns')).map(({ name }) => name)).toEqual([
    'web',
    'blog',
  ]);
  cluster.fault = ({ path }) => (path.includes('/daemonsets') ? undefined : forbidden);
  expect(valueOf(await cluster.explore.releases('ns'))).toEqual([]);
  cluster.fault = () => forbidden;
  expect(await cluster.explore.releases('ns')).toMatchObject({ error: { message: 'nothing' } });
  cluster.fault = ({ path }) => (path.includes('/secrets') ? { message: 'broken' } : undefined);
  expect(await cluster.explore.releases('ns')).toMatchObject({ error: { message: 'broken' } });
});

test('what was set for a release is shown without secrets, and its objects with their state', async () => {
  const manifest = [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: there}\n',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: gone}\n',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: hidden, namespace: other}\n',
    'kind: List\n',
  ].join('---\n');
  const config = { replicas: 2, adminPassword: 'hunter2' };
  const cluster = exploring(release('web', '1', { config, manifest }), release('plain', '1'), {
    kind: 'ConfigMap',
    metadata: { name: 'there' },
  });
  const all = valueOf(await cluster.explore.releases('ns'));
  const [web, plain] = ['web', 'plain'].map((name) => all.find((one) => one.name === name)!);
  const values = valueOf(await cluster.explore.releaseValues(web!));
  expect(values).toContain('replicas: 2');
  expect(values).not.toContain('hunter2');
  expect(valueOf(await cluster.explore.releaseValues(plain!))).toBe(
    '# plain was installed without values of its own\n',
  );
  cluster.fault = ({ path }) =>
    path.includes('/hidden') ? { code: 'forbidden', message: 'no' } : undefined;
  expect(valueOf(await cluster.explore.releaseObjects(web!))).toMatchObject([
    { ref: { name: 'there' } },
    { ref: { name: 'gone', namespace: 'ns' }, status: 'Missing', health: 'error' },
    { ref: { name: 'hidden', namespace: 'other' }, status: 'Cannot be read', health: 'unknown' },
  ]);
  cluster.put({ ...release('web', '1'), data: { release: base64('no record') } });
  expect(await cluster.explore.releaseValues(web!)).toMatchObject({
    error: { message: expect.stringMatching(/holds of release web cannot be read/) },
  });
});

test('a picture is made of what hangs together, without state, idle replicas and Secrets', async () => {
  const set = (name: string, replicas: number): JsonObject => ({
    kind: 'ReplicaSet',
    metadata: { name, resourceVersion: '1', labels: { a: 'b' } },
    spec: { replicas },
    status: { replicas },
  });
  const cluster = exploring(
    set('now', 1),
    set('before', 0),
    { kind: 'PersistentVolume', metadata: { name: 'pv' } },
    { kind: 'Pod', metadata: { name: 'elsewhere', namespace: 'other' } },
    { kind: 'Secret', metadata: { name: 's' } },
  );
  const around = async (where: ResourceRef | { namespace: string }) =>
    valueOf(await cluster.explore.manifestsAround(where));
  const { manifests, whole } = await around({ namespace: 'ns' });
  expect(manifests.map((text) => JSON.parse(text) as unknown)).toEqual([
    {
      ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { replicas: 1 } },
      metadata: { name: 'now', namespace: 'ns', labels: { a: 'b' }, ownerReferences: [] },
    },
    {
      ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
      metadata: { name: 'pv', labels: {}, ownerReferences: [] },
    },
  ]);
  expect(whole).toContainEqual({ group: 'apps', kind: 'Deployment' });
  expect(whole).not.toContainEqual({ group: '', kind: 'Secret' });
  const kinds = async (ref: ResourceRef) => (await around(ref)).whole.map(({ kind }) => kind);
  expect(await kinds(secretRef)).not.toContain('Secret');
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    name: 'i',
    namespace: 'ns',
  };
  expect(await kinds(ingress)).toContain('Ingress');
  cluster.fault = ({ path }) => (path.includes('/pods') ? { message: 'no pods' } : undefined);
  expect((await around({ namespace: 'ns' })).whole).not.toContainEqual({ group: '', kind: 'Pod' });
  cluster.fault = ({ verb }) => (verb === 'list' ? { message: 'nothing' } : undefined);
  expect(await cluster.explore.manifestsAround({ namespace: 'ns' })).toMatchObject({
    error: { message: 'nothing' },
  });
});

test('Services that lead to the pods of a workload are its endpoints', async () => {
  const labels = { app: 'web' };
  const service = (name: string, selector: JsonObject): JsonObject => ({
    kind: 'Service',
    metadata: { name },
    spec: { selector },
  });
  const cluster = exploring(
    {
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { selector: { matchLabels: labels } },
    },
    { kind: 'Pod', metadata: { name: 'a', labels } },
    service('leads', labels),
    service('apart', { app: 'x' }),
  );
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'ns' };
  const names = async (ref: ResourceRef) =>
    valueOf(await cluster.explore.endpointsOf(ref)).map(({ ref: one }) => one.name);
  expect(await names(web)).toEqual(['leads']);
  expect(await names({ ...web, apiVersion: 'v1', kind: 'ConfigMap' })).toEqual([]);
  for (const plural of ['/pods?', '/services?']) {
    cluster.fault = ({ path }) => (path.includes(plural) ? { message: plural } : undefined);
    expect(await cluster.explore.endpointsOf(web)).toMatchObject({ error: { message: plural } });
  }
});
