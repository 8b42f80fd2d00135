// Manifests that a real API server refuses, or takes without a word, and what is said of them.
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import type { ClusterSession, Plan, PlanEntry } from '../../cluster/api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';
import { faultProxy } from './faultProxy.ts';

const yaml = (...objects: object[]) => objects.map((object) => stringify(object)).join('---\n');

const configMap = (name: string, data: object = { a: '1' }, metadata: object = {}) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', ...metadata } },
  data,
});

async function planOf(session: ClusterSession, ...objects: object[]): Promise<Plan> {
  return valueOf(await session.plan(splitManifest(yaml(...objects))));
}

async function only(session: ClusterSession, object: object): Promise<PlanEntry> {
  const [entry] = (await planOf(session, object)).entries;
  if (!entry) throw new Error('no entry');
  return entry;
}

const template = (image: string) => ({
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'a', image, resources: { requests: { cpu: '1000m' } } }],
  },
});

/** Before, after, and the fields and values that are told. */
const immutable: Record<string, [object, object, string[]]> = {
  'the image of a Job': [
    { apiVersion: 'batch/v1', kind: 'Job', spec: { template: template('one') } },
    { apiVersion: 'batch/v1', kind: 'Job', spec: { template: template('two') } },
    [
      'spec.template.spec.containers[0].image: It cannot be changed once it is set: "one" in the cluster, "two" in the manifest',
    ],
  ],
  'the class and the size of a claim': [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: {
        storageClassName: 'none',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: {
        storageClassName: 'other',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '2Gi' } },
      },
    },
    [
      'spec.storageClassName: It cannot be changed once it is set: "none" in the cluster, "other" in the manifest',
      'spec.resources.requests.storage: It cannot be changed once it is set: "1Gi" in the cluster, "2Gi" in the manifest',
    ],
  ],
  'the memory of a Pod, though its image may change': [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        containers: [{ name: 'a', image: 'one', resources: { requests: { memory: '1Gi' } } }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        containers: [{ name: 'a', image: 'two', resources: { requests: { memory: '2Gi' } } }],
      },
    },
    [
      'spec.containers[0].resources.requests.memory: It cannot be changed once it is set: "1Gi" in the cluster, "2Gi" in the manifest',
    ],
  ],
  'the service of a StatefulSet, though its replicas may change': [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        serviceName: 'one',
        replicas: 0,
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [{ name: 'a', image: 'b' }] },
        },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        serviceName: 'two',
        replicas: 1,
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [{ name: 'a', image: 'b' }] },
        },
      },
    },
    [
      'spec.serviceName: It cannot be changed once it is set: "one" in the cluster, "two" in the manifest',
    ],
  ],
  'the path of a volume': [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        hostPath: { path: '/a' },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        hostPath: { path: '/b' },
      },
    },
    [
      'spec.hostPath.path: It cannot be changed once it is set: "/a" in the cluster, "/b" in the manifest',
    ],
  ],
  'the parameters of a StorageClass': [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      provisioner: 'example.com/p',
      parameters: { type: 'slow' },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      provisioner: 'example.com/p',
      parameters: { type: 'fast' },
    },
    [
      'parameters.type: It cannot be changed once it is set: "slow" in the cluster, "fast" in the manifest',
    ],
  ],
  'the data of a ConfigMap that says so itself': [
    { ...configMap('x', { a: '1' }), immutable: true },
    { ...configMap('x', { a: '2' }), immutable: true },
    ['data.a: It cannot be changed once it is set: "1" in the cluster, "2" in the manifest'],
  ],
};

await controlPlaneOrSkip('hard manifests', { nodes: 1 }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));

  test.each(Object.entries(immutable))(
    '%s cannot be changed: the field and both values are told',
    async (what, [before, after, told]) => {
      const session = await admin();
      const isGlobal = /Volume$|Class$/.test((before as { kind: string }).kind);
      const name = what.toLowerCase().replaceAll(/\W+/g, '-').slice(0, 30);
      const metadata = { name, ...(!isGlobal && { namespace: 'default' }) };
      const [result] = (await session.apply(await planOf(session, { ...before, metadata })))
        .results;
      expect(result?.outcome).toBe('applied');
      const { action, error } = await only(session, { ...after, metadata });
      expect(action).toBe('refused');
      for (const one of told) expect(error?.message).toContain(one);
      expect(error?.causes).toHaveLength(told.length);
      expect(error?.message).not.toMatch(/\n|@@|core\./);
    },
  );

  test('values of a Secret are not told when they cannot be changed', async () => {
    const session = await admin();
    const secret = (value: string) => ({
      ...{
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'fixed-secret', namespace: 'default' },
      },
      ...{ immutable: true, stringData: { password: value } },
    });
    await session.apply(await planOf(session, secret('first-hidden-word')));
    const { error } = await only(session, secret('second-hidden-word'));
    expect(error?.message).toContain('stringData.password: It cannot be changed');
    expect(JSON.stringify(error)).not.toMatch(/hidden-word|aGlkZGVu/);
  });

  test('an object in deletion is told before and after, also where nothing would change', async () => {
    const session = await admin();
    const held = { finalizers: ['example.com/keep'] };
    const path = '/api/v1/namespaces/default/configmaps/going';
    await session.apply(await planOf(session, configMap('going', { a: '1' }, held)));
    await controlPlane().request('DELETE', path);
    onTestFinished(async () => {
      await controlPlane().request('PATCH', path, { metadata: { finalizers: null } });
    });
    const warning =
      /^ConfigMap going in namespace default has been in deletion since .* finalizers example.com\/keep\. /;
    const same = await only(session, configMap('going', { a: '1' }, held));
    expect(same).toMatchObject({ action: 'unchanged', isInDeletion: true });
    expect(same.warnings[0]).toMatch(warning);
    const changing = await planOf(session, configMap('going', { a: '2' }, held));
    expect(changing.entries[0]).toMatchObject({ action: 'change', isInDeletion: true });
    const [result] = (await session.apply(changing)).results;
    expect(result?.warnings[0]).toMatch(warning);
  });

  test('made anew: an old object that does not go, and one that changed hands, are reported as they are', async () => {
    const session = await admin();
    const path = (name: string) => `/api/v1/namespaces/default/configmaps/${name}`;
    const fixed = (name: string, a: string) => ({ ...configMap(name, { a }), immutable: true });
    const plans = async (name: string) => {
      await session.apply(await planOf(session, fixed(name, 'old')));
      const documents = splitManifest(yaml(fixed(name, 'new')));
      const plan = valueOf(await session.plan(documents, { replace: [0] }));
      expect(plan.entries[0]).toMatchObject({ action: 'replace' });
      expect(plan.entries[0]?.diff?.before).toContain('a: old');
      expect(plan.entries[0]?.diff?.after).toContain(`name: ${name}`);
      return plan;
    };

    // Somebody holds it back after the plan: it is deleted, but does not go, and the user stops waiting.
    const held = await plans('anew-held');
    await controlPlane().request('PATCH', path('anew-held'), {
      metadata: { finalizers: ['example.com/keep'] },
    });
    const stop = new AbortController();
    const [going] = (
      await session.apply(held, {
        signal: stop.signal,
        onWait: (text) => text.startsWith('waiting until') && stop.abort(),
      })
    ).results;
    expect(going?.outcome).toBe('not-sent');
    expect(going?.text).toContain('was deleted and is not gone yet; nothing was made in its place');
    await controlPlane().request('PATCH', path('anew-held'), { metadata: { finalizers: null } });

    // Somebody else made it anew after the plan: it is not ours to delete.
    const moved = await plans('anew-moved');
    await controlPlane().request('DELETE', path('anew-moved'));
    await controlPlane().request('POST', path('anew-moved').replace('/anew-moved', ''), {
      metadata: { name: 'anew-moved' },
      data: { a: 'theirs' },
    });
    const [kept] = (await session.apply(moved)).results;
    expect(kept?.outcome).toBe('refused');
    expect((await controlPlane().request('GET', path('anew-moved'))).body.data.a).toBe('theirs');

    const [made] = (await session.apply(await plans('anew-made'))).results;
    expect(made?.text).toBe(
      'created ConfigMap anew-made in namespace default (the old one was deleted before)',
    );
  });

  test('a webhook that takes no dry run: the document is applied unchecked, and the plan says so', async () => {
    const proxy = await faultProxy(controlPlane());
    const session = await proxy.session();
    const message = 'admission webhook "old.example.com" does not support dry run';
    proxy.fault = ({ isDryRun }) => (isDryRun ? { status: 400, message } : undefined);
    const plan = await planOf(session, configMap('unchecked', { a: '1' }));
    expect(plan.entries[0]).toMatchObject({ action: 'create' });
    expect(plan.entries[0]?.note).toContain(
      'the admission webhook old.example.com takes no dry run',
    );
    expect((await session.apply(plan)).results[0]?.text).toBe(
      'created ConfigMap unchecked in namespace default',
    );
    const change = await only(session, configMap('unchecked', { b: '2' }));
    expect(change.action).toBe('change');
    expect(change.diff?.after).toContain('b: "2"');
  });

  test('a kind that comes back with another scope or plural is found again', async () => {
    const session = await admin();
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const make = async (plural: string, scope: string) => {
      const group = 'moving.example.com';
      const names = { kind: 'Mover', plural, singular: plural.slice(0, -1) };
      const schema = { openAPIV3Schema: { type: 'object' } };
      const versions = [{ name: 'v1', served: true, storage: true, schema }];
      const metadata = { name: `${plural}.${group}` };
      await controlPlane().request('POST', path, {
        metadata,
        spec: { group, scope, names, versions },
      });
      return async () => {
        await controlPlane().request('DELETE', `${path}/${metadata.name}`);
        const status = async () =>
          (await controlPlane().request('GET', `${path}/${metadata.name}`)).status;
        await expect.poll(status, { timeout: 30_000 }).toBe(404);
      };
    };
    const mover = { apiVersion: 'moving.example.com/v1', kind: 'Mover', metadata: { name: 'm' } };
    const action = async () => (await only(session, mover)).action;
    const query = { apiVersion: mover.apiVersion, kind: mover.kind };
    for (const [plural, scope] of [
      ['movers', 'Namespaced'],
      ['movers', 'Cluster'],
      ['moves', 'Cluster'],
    ] as const) {
      const remove = await make(plural, scope);
      await expect.poll(action, { timeout: 30_000, interval: 100 }).toBe('create');
      const { ref } = await only(session, mover);
      expect(ref?.namespace).toBe(scope === 'Namespaced' ? 'default' : undefined);
      expect((await session.list(query)).ok).toBe(true);
      await remove();
    }
  });

  test('an input of kustomize is left out with a word, and is no problem', async () => {
    const session = await admin();
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['a.yaml'],
    };
    const plan = await planOf(session, kustomization, configMap('beside-kustomize'));
    expect(plan.entries[0]).toMatchObject({ action: 'not-applicable' });
    expect(plan.entries[0]?.error).toBeUndefined();
    expect(plan.entries[0]?.note).toMatch(
      /^Kustomization is an input of kustomize, no object of a cluster/,
    );
    expect(plan.entries[1]?.action).toBe('create');
  });

  test('a ConfigMap of thousands of keys asks the server as often as one of five', async () => {
    const proxy = await faultProxy(controlPlane());
    const session = await proxy.session();
    const requests = async (name: string, count: number) => {
      const data = Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`key-${index}`, 'v'.repeat(80)]),
      );
      const before = proxy.seen.length;
      for (const change of ['one', 'two']) {
        const plan = await planOf(session, configMap(name, { ...data, 'key-3': change }));
        expect((await session.apply(plan)).results[0]?.outcome).toBe('applied');
      }
      return proxy.seen.length - before;
    };
    await requests('warm', 1);
    expect(await requests('wide', 9000)).toBe(await requests('narrow', 5));
  });

  test('names that are no part of an address are refused with the name', async () => {
    const session = await admin();
    for (const name of ['..', '.', 'a/b', 'a%2fb']) {
      const entry = await only(session, configMap(name));
      expect([name, entry.action]).toEqual([name, 'refused']);
      expect(entry.error?.message).toContain(name);
    }
  });
});
