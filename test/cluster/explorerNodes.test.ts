// The explorer's nodes without a window: what a person would see, level by level, of a real API server.
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { rootNodes } from '../../client/explorer/nodes/contexts.ts';
import { isMoreNode, type NodeContext } from '../../client/explorer/nodes/node.ts';
import { pinOf } from '../../client/explorer/pins.ts';
import { isReleaseNode } from '../../client/explorer/nodes/release.ts';
import { isSecretKeyNode } from '../../client/explorer/nodes/secretKey.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  closedPort,
  errorOf,
  fileIn,
  kubeconfigFor,
  temporaryFolder,
  valueOf,
} from './clusterFixture.ts';
import { explorerOf, explorerOfFiles, lineOf, linesBelow, nodeAt } from './explorerFixture.ts';

/** A definition whose objects may hold anything. */
function crdOf(group: string, version: string, kind: string, plural: string): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved' },
    },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: version,
          additionalPrinterColumns: [
            { name: 'Size', type: 'string', jsonPath: '.spec.size' },
            { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
          ],
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      ],
    },
  };
}

/** As Helm keeps it: a ConfigMap that is there, a Deployment that is gone, and an older revision. */
async function makeRelease({ request }: ControlPlane): Promise<void> {
  const manifest = [
    ['v1', 'ConfigMap', 'flow-settings'],
    ['apps/v1', 'Deployment', 'flow-gone'],
  ]
    .map(([api, kind, name]) => `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`)
    .join('---\n');
  const record = {
    name: 'flow',
    chart: { metadata: { name: 'airflow', version: '1.15.0' } },
    config: { replicas: 2, webserver: { password: 'hunter2' }, note: 'hunter2 is it' },
    manifest,
  };
  const packed = gzipSync(JSON.stringify(record)).toString('base64');
  await request('POST', '/api/v1/namespaces/default/configmaps', {
    metadata: { name: 'flow-settings' },
  });
  for (const version of ['9', '10']) {
    const { status } = await request('POST', '/api/v1/namespaces/default/secrets', {
      metadata: {
        name: `sh.helm.release.v1.flow.v${version}`,
        labels: {
          owner: 'helm',
          name: 'flow',
          version,
          status: version === '10' ? 'deployed' : 'superseded',
        },
      },
      type: 'helm.sh/release.v1',
      data: { release: Buffer.from(packed).toString('base64') },
    });
    expect(status).toBe(201);
  }
}

await controlPlaneOrSkip('the explorer of a real control plane', { nodes: 1 }, (controlPlane) => {
  const asAdmin = (protectedContexts?: string[]) =>
    explorerOf(controlPlane().kubeconfig('admin'), { open: ['admin'], protectedContexts });

  test('favourites stand before all parts of their context, each as it is now', async () => {
    const { request } = controlPlane();
    await request('POST', '/api/v1/namespaces/default/configmaps', { metadata: { name: 'liked' } });
    const ctx = asAdmin();
    expect(await linesBelow(ctx, 'admin')).not.toContain('Favourites');
    const refOf = (name: string) => ({
      ...{ apiVersion: 'v1', kind: 'ConfigMap', name },
      namespace: 'default',
    });
    const folder = await nodeAt(ctx, 'admin', 'Config', 'Config Maps');
    await ctx.choices.pin([
      { contextName: 'admin', ref: refOf('liked') },
      { contextName: 'admin', ref: refOf('lost') },
      { contextName: 'admin', ref: { apiVersion: 'v1', kind: 'Namespace', name: 'default' } },
      pinOf(folder)!,
      { contextName: 'other', ref: refOf('liked') },
    ]);
    expect((await linesBelow(ctx, 'admin'))[0]).toBe('Favourites');
    expect(await linesBelow(ctx, 'admin', 'Favourites')).toEqual([
      'liked | ConfigMap · default',
      'lost | ConfigMap · default · Not there',
      "default | the context's namespace",
      'Config Maps',
    ]);
    expect(await linesBelow(ctx, 'admin', 'Favourites', 'Config Maps')).toContainEqual(
      expect.stringContaining('liked'),
    );
    const liked = await nodeAt(ctx, 'admin', 'Favourites', 'liked');
    expect(liked.view().contextValue).toBe('resource.ConfigMap.pinned');
    await ctx.choices.unpin([pinOf(liked)!]);
    expect((await linesBelow(ctx, 'admin', 'Favourites'))[0]).toContain('lost');
  });

  test('a context says its server and whether it is protected, and calls nobody until it is opened', async () => {
    const host = new URL(controlPlane().url).host;
    const closed = explorerOf(controlPlane().kubeconfig('admin'));
    const session = vi.spyOn(closed.service, 'session');
    const [plain] = await rootNodes(closed);
    expect(plain?.view()).toMatchObject({
      label: 'admin',
      description: `in use · ${host}`,
      contextValue: 'context.current.closed',
      collapsible: 'none',
      command: { id: 'dataPlatform.openContext' },
    });
    expect(await plain?.children(closed)).toEqual([]);
    expect(session).not.toHaveBeenCalled();
    closed.choices.open('admin');
    const [opened] = await rootNodes(closed);
    expect(opened?.view()).toMatchObject({
      contextValue: 'context.current.open',
      collapsible: 'expanded',
    });
    expect(opened?.id).not.toBe(plain?.id);
    const [guarded] = await rootNodes(asAdmin(['admin']));
    expect(guarded?.view().description).toBe(`in use · protected · ${host}`);
    const options = { protectedContexts: ['admin'], readOnlyContexts: ['admin'] };
    const [locked] = await rootNodes(explorerOf(controlPlane().kubeconfig('admin'), options));
    expect(locked?.view()).toMatchObject({
      description: `in use · read-only · ${host}`,
      icon: { name: 'lock' },
    });
  });

  test('an open context has its parts, a namespace those that lie in one', async () => {
    const parts = ['Workloads', 'Storage', 'Config', 'Network', 'Access'];
    expect(await linesBelow(asAdmin(), 'admin')).toEqual([
      'Platform',
      ...parts,
      'Custom Resources',
      'Namespaces',
      'Architecture',
    ]);
    expect(await linesBelow(asAdmin(), 'admin', 'Namespaces', 'default')).toEqual(parts);
    const storage = await linesBelow(asAdmin(), 'admin', 'Namespaces', 'default', 'Storage');
    expect(storage).toEqual(['Persistent Volume Claims']);
  });

  test('storage classes name the default one', async () => {
    expect(await linesBelow(asAdmin(), 'admin', 'Storage', 'Storage Classes')).toContainEqual(
      expect.stringMatching(/^standard \| default · /),
    );
  });

  test('the architecture says of each part how it is and what it does', async () => {
    const lines = await linesBelow(asAdmin(), 'admin', 'Architecture');
    expect(lines).toEqual([
      expect.stringMatching(/^API server \| v1\.\d+\S* · \d+ ms · ready · answers everybody/),
      'etcd | not visible · stores every object of the cluster',
      expect.stringMatching(/^kube-controller-manager \| (\S+ leads|not visible) · makes what/),
      expect.stringMatching(/^kube-scheduler \| (\S+ leads|not visible) · chooses a node/),
      expect.stringMatching(/^kube-proxy \| not visible · leads the addresses/),
      'Nodes | run the pods',
      'CSI Drivers | make storage and bring it to pods',
    ]);
    const [ready] = await linesBelow(asAdmin(), 'admin', 'Architecture', 'API server');
    expect(ready).toMatch(/^Ready to take requests \| \/readyz · (\d+) of \1 checks pass$/);
    const checks = await linesBelow(
      asAdmin(),
      'admin',
      'Architecture',
      'API server',
      'Ready to take requests',
    );
    expect(checks).toContain('etcd | passes');
  });

  test('a node says its role, its conditions and what its pods ask for', async () => {
    const nodes = await linesBelow(asAdmin(), 'admin', 'Architecture', 'Nodes');
    expect(nodes).toEqual([expect.stringMatching(/^node-1 \| Ready/)]);
    const lines = await linesBelow(asAdmin(), 'admin', 'Architecture', 'Nodes', 'node-1');
    expect(lines).toEqual(
      expect.arrayContaining([
        'Role | worker',
        'Ready | True',
        expect.stringMatching(/^cpu \| \d+ % requested of /),
        expect.stringMatching(/^Pods \| \d+$/),
      ]),
    );
  });

  test('a Secret shows its keys, and a value only to who asks for that one', async () => {
    await controlPlane().request('POST', '/api/v1/namespaces/default/secrets', {
      metadata: { name: 'door' },
      data: { key: Buffer.from('open sesame').toString('base64') },
    });
    const ctx = asAdmin();
    const path = ['admin', 'Namespaces', 'default', 'Config', 'Secrets', 'door'];
    expect(await linesBelow(ctx, ...path)).toEqual(['key | hidden, 11 bytes']);
    const key = await nodeAt(ctx, ...path, 'key');
    if (!isSecretKeyNode(key)) throw new Error('no key of a Secret');
    const session = valueOf(await ctx.service.session());
    expect(valueOf(await session.explore.secretValue(key.secret, key.key))).toBe('open sesame');
    expect(errorOf(await session.explore.secretValue(key.secret, 'other')).code).toBe('not-found');
  });

  test('a claim shows its volume and its users, a released volume why and what helps', async () => {
    const { request } = controlPlane();
    const claims = '/api/v1/namespaces/default/persistentvolumeclaims';
    await request('POST', claims, {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    await request('POST', '/api/v1/namespaces/default/pods', {
      metadata: { name: 'reader' },
      spec: {
        containers: [{ name: 'main', image: 'busybox' }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      },
    });
    const claim = ['admin', 'Namespaces', 'default', 'Storage', 'Persistent Volume Claims', 'data'];
    await expect
      .poll(() => linesBelow(asAdmin(), ...claim), { timeout: 20_000 })
      .toEqual([
        expect.stringMatching(/^pvc-\S+ \| PersistentVolume$/),
        expect.stringMatching(/^reader \| Pod · /),
      ]);
    await request('POST', '/api/v1/persistentvolumes', {
      metadata: { name: 'left' },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        hostPath: { path: '/left' },
        storageClassName: '',
        claimRef: { namespace: 'default', name: 'gone', uid: 'a-b-c' },
      },
    });
    await expect
      .poll(() => linesBelow(asAdmin(), 'admin', 'Storage', 'Persistent Volumes'), {
        timeout: 20_000,
      })
      .toEqual(['Released | 1', 'Bound | 1']);
    const why = await linesBelow(
      asAdmin(),
      ...['admin', 'Storage', 'Persistent Volumes', 'Released', 'left'],
    );
    expect(why[0]).toMatch(/The claim default\/gone is gone.*Remove spec.claimRef/);
  });

  test('a kind that the cluster serves in another version is listed in that one', async () => {
    await controlPlane().request(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      crdOf('sparkoperator.k8s.io', 'v1', 'SparkApplication', 'sparkapplications'),
    );
    const made = '/apis/sparkoperator.k8s.io/v1/namespaces/default/sparkapplications';
    await expect
      .poll(
        async () =>
          (
            await controlPlane().request('POST', made, {
              apiVersion: 'sparkoperator.k8s.io/v1',
              kind: 'SparkApplication',
              metadata: { name: 'pi' },
            })
          ).status,
        { timeout: 20_000 },
      )
      .toBe(201);
    await expect
      .poll(() => linesBelow(asAdmin(), 'admin', 'Platform', 'Spark', 'Spark Applications'), {
        timeout: 20_000,
      })
      .toEqual(['pi | New']);
    // Asked for in the version that we know, as the palette does.
    const session = valueOf(await asAdmin().service.session());
    const known = { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication' };
    expect(valueOf(await session.list(known)).items.map(({ ref }) => ref)).toEqual([
      { ...known, apiVersion: 'sparkoperator.k8s.io/v1', name: 'pi', namespace: 'default' },
    ]);
    const absent = errorOf(await session.list({ apiVersion: 'ray.io/v1', kind: 'RayCluster' }));
    expect(absent).toMatchObject({ code: 'kind-unknown', isGroupAbsent: true });
  });

  test('kinds of one name in two groups stand side by side, with the columns that the server prints', async () => {
    const { request } = controlPlane();
    for (const group of ['one.example.com', 'two.example.com']) {
      await request(
        'POST',
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        crdOf(group, 'v1', 'Thing', 'things'),
      );
      const path = `/apis/${group}/v1/namespaces/default/things`;
      const thing = {
        apiVersion: `${group}/v1`,
        kind: 'Thing',
        metadata: { name: 'same' },
        spec: { size: `large in ${group}` },
      };
      await expect
        .poll(async () => (await request('POST', path, thing)).status, { timeout: 20_000 })
        .toBe(201);
    }
    const below = (group: string) =>
      linesBelow(asAdmin(), 'admin', 'Custom Resources', group, 'Thing');
    await expect
      .poll(() => below('two.example.com').catch(String), { timeout: 20_000 })
      .toEqual(['same | Size: large in two.example.com']);
    expect(await below('one.example.com')).toEqual(['same | Size: large in one.example.com']);
    const ids = await Promise.all(
      ['one.example.com', 'two.example.com'].map(
        async (group) =>
          (await nodeAt(asAdmin(), 'admin', 'Custom Resources', group, 'Thing', 'same')).id,
      ),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('a release of Helm shows what was set without secrets, and its objects as they are', async () => {
    await makeRelease(controlPlane());
    const ctx = asAdmin();
    const path = ['admin', 'Platform', 'Airflow', 'flow'];
    expect(await linesBelow(ctx, 'admin', 'Platform', 'Airflow')).toEqual([
      'Running Tasks',
      'flow | airflow 1.15.0 · deployed · default',
    ]);
    await controlPlane().request('POST', '/api/v1/namespaces/default/pods', {
      metadata: { name: 'task-1', labels: { kubernetes_executor: 'True' } },
      spec: { containers: [{ name: 'main', image: 'busybox' }] },
    });
    const tasks = await linesBelow(asAdmin(), 'admin', 'Platform', 'Airflow', 'Running Tasks');
    expect(tasks).toEqual([expect.stringMatching(/^task-1 \| /)]);
    expect(await linesBelow(ctx, ...path)).toEqual([
      'Values | as they were set, without secrets',
      'flow-settings | ConfigMap',
      'flow-gone | Deployment · Missing',
    ]);
    const node = await nodeAt(ctx, ...path);
    if (!isReleaseNode(node)) throw new Error('no release');
    const session = valueOf(await ctx.service.session());
    const values = valueOf(await session.explore.releaseValues(node.release));
    expect(values).toContain('replicas: 2');
    expect(values).not.toContain('hunter2');
  });

  test('a Deployment shows its pods and the Services that lead to them, and the filter looks at names, labels and states', async () => {
    const { request } = controlPlane();
    const labels = { app: 'shop' };
    await request('POST', '/apis/apps/v1/namespaces/default/deployments', {
      metadata: { name: 'shop', labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'main', image: 'busybox' }] },
        },
      },
    });
    const ctx = asAdmin();
    const workloads = ['admin', 'Namespaces', 'default', 'Workloads'];
    await expect
      .poll(
        async () => {
          ctx.lists.forget();
          return (await linesBelow(ctx, ...workloads, 'Deployments', 'shop')).length;
        },
        { timeout: 20_000 },
      )
      .toBe(3);
    await request('POST', '/api/v1/namespaces/default/services', {
      metadata: { name: 'shop-front' },
      spec: { selector: labels, ports: [{ port: 80 }] },
    });
    expect(await linesBelow(ctx, ...workloads, 'Deployments', 'shop', 'Services')).toEqual([
      expect.stringMatching(/^shop-front \| Type: ClusterIP · Address: \d/),
    ]);
    const shown = async (filter: string) => {
      ctx.choices.filterBy(filter);
      ctx.lists.forget();
      const pods = await linesBelow(ctx, ...workloads, 'Pods');
      return pods.map((line) => line.replace(/-[a-z0-9]+-[a-z0-9]+ .*$/, ''));
    };
    expect(await shown('app=shop')).toEqual(['shop', 'shop']);
    expect(await shown('app=none')).toEqual(['None that the filter lets through']);
    expect(await shown('SHOP')).toEqual(['shop', 'shop']);
    expect(await shown('shop state:nothing')).toEqual(['None that the filter lets through']);
  });

  test('chosen namespaces are what the parts show, several of them as folders', async () => {
    const ctx = asAdmin();
    await ctx.choices.chooseNamespaces('admin', ['default', 'kube-system']);
    expect(await linesBelow(ctx, 'admin', 'Config', 'Config Maps')).toEqual([
      'default',
      'kube-system',
    ]);
    await ctx.choices.chooseNamespaces('admin', ['kube-system']);
    const [context] = await rootNodes(ctx);
    expect(context?.view().description).toContain('kube-system');
    const only = await linesBelow(ctx, 'admin', 'Config', 'Config Maps');
    expect(only.every((line) => !line.includes('default'))).toBe(true);
  });

  test('a long list is shown in pages, each adding to what is there, and follows the cluster', async () => {
    const { request } = controlPlane();
    await request('POST', '/api/v1/namespaces', { metadata: { name: 'paged' } });
    const maps = '/api/v1/namespaces/paged/configmaps';
    const make = (at: number) => request('POST', maps, { metadata: { name: `map-${at}` } });
    await Promise.all(Array.from({ length: 203 }, (_, at) => make(at)));
    const ctx = asAdmin();
    const folder = await nodeAt(ctx, 'admin', 'Namespaces', 'paged', 'Config', 'Config Maps');
    const rows = () => folder.children(ctx);
    const last = async () => lineOf((await rows()).at(-1) ?? folder);
    // One map is made by Kubernetes itself.
    await expect.poll(last).toBe('Show more | 4 more');
    expect(await rows()).toHaveLength(201);
    expect(isMoreNode((await rows()).at(-1))).toBe(true);
    ctx.lists.more(folder.id);
    await expect.poll(async () => (await rows()).length).toBe(204);
    await request('DELETE', `${maps}/map-7`);
    await expect.poll(async () => (await rows()).length).toBe(203);
  });

  test('node ids are the same when everything is read again', async () => {
    const [before, after] = [asAdmin(), asAdmin()];
    const ids = async (ctx: NodeContext) =>
      (await (await nodeAt(ctx, 'admin', 'Namespaces', 'default')).children(ctx)).map(
        ({ id }) => id,
      );
    expect(await ids(before)).toEqual(await ids(after));
    expect(new Set(await ids(before)).size).toBe((await ids(before)).length);
  });

  test('who may not list namespaces is told so and still gets the one of the context', async () => {
    const ctx = explorerOf(controlPlane().kubeconfig('nobody', 'team'), { open: ['nobody'] });
    await ctx.choices.chooseNamespaces('nobody', ['typed']);
    const lines = await linesBelow(ctx, 'nobody', 'Namespaces');
    expect(lines).toEqual([
      "team | the context's namespace",
      'typed',
      'Not allowed to list namespaces',
      'Choose other namespaces',
    ]);
  });

  test('a token that the server does not know is a sign-in that was refused', async () => {
    const ctx = explorerOf(controlPlane().kubeconfig('stranger'), { open: ['stranger'] });
    expect(await linesBelow(ctx, 'stranger')).toEqual([
      'Sign-in was refused (401) | click to try again',
    ]);
  });

  test('a server that is gone is a failure with a retry; what was seen stays below it', async () => {
    const ctx = asAdmin();
    const lines = () => linesBelow(ctx, 'admin', 'Architecture', 'Nodes');
    expect(await lines()).toEqual([expect.stringMatching(/^node-1 /)]);
    const nodes = await nodeAt(ctx, 'admin', 'Architecture', 'Nodes');
    const labels = async () => (await nodes.children(ctx)).map((node) => node.view().label);
    await controlPlane().stopApiServer();
    try {
      await expect
        .poll(labels, { timeout: 20_000 })
        .toEqual(['Cluster cannot be reached', 'node-1']);
    } finally {
      await controlPlane().startApiServer();
    }
    await expect.poll(labels, { timeout: 20_000 }).toEqual(['node-1']);
    const port = await closedPort();
    const gone = explorerOf(
      kubeconfigFor(controlPlane(), { token: 'x' }, { server: `https://127.0.0.1:${port}` }),
      { open: ['test'] },
    );
    expect(await linesBelow(gone, 'test')).toEqual([
      'Cluster cannot be reached | click to try again',
    ]);
  });

  test('a context that cannot be used says why when it is opened', async () => {
    const broken = explorerOf(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        contexts: [{ name: 'lost', context: { cluster: 'nowhere', user: 'nobody' } }],
        'current-context': 'lost',
      }),
    );
    const [context] = await rootNodes(broken);
    expect(context?.view()).toMatchObject({ contextValue: 'context.broken', label: 'lost' });
    expect(await linesBelow(broken, 'lost')).toEqual([
      'Cluster is missing in the kubeconfig | click to try again',
    ]);
  });
});

test('an entry that an earlier file hides is said', async () => {
  const folder = temporaryFolder();
  const config = (server: string) => kubeconfigFor({ url: server, caCert: '' }, { token: 'x' });
  const [first, second] = [
    fileIn(folder, 'first', config('https://a')),
    fileIn(folder, 'second', config('https://b')),
  ];
  const ctx = explorerOfFiles([first, second]);
  const last = (await rootNodes(ctx)).at(-1)?.view();
  expect(last).toMatchObject({
    label: 'test-cluster is hidden',
    description: `cluster of ${second}`,
  });
  expect(last?.tooltip).toContain(first);
});

test('without a kubeconfig there is nothing, so that the welcome text shows', async () => {
  const ctx = explorerOfFiles(['/nowhere/at/all']);
  expect(await rootNodes(ctx)).toEqual([]);
});

test('a kubeconfig that is not YAML is a failure with a retry', async () => {
  const ctx = explorerOf('contexts: [\n');
  const [failure] = await rootNodes(ctx);
  expect(failure?.view()).toMatchObject({
    label: 'Kubeconfig cannot be read',
    contextValue: 'message.retry',
  });
});
