// Deleting with what hangs on it told before, against a real API server, real controllers and a simulated node.
import { expect, test } from 'vitest';
import type { ResourceRef } from '../../cluster/api.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { errorOf, sessionFor, valueOf } from './clusterFixture.ts';

const container = { name: 'main', image: 'busybox:1.36' };
const v1 = '/api/v1/namespaces/default';
const apps = '/apis/apps/v1/namespaces/default';

await controlPlaneOrSkip('deleting on a real control plane', { nodes: 1 }, (controlPlane) => {
  const session = (user: 'admin' | 'viewer' = 'admin') =>
    sessionFor(controlPlane().kubeconfig(user));
  const make = async (path: string, body: object) => {
    const made = await controlPlane().request('POST', path, body);
    expect([made.status, (made.body as { message?: string }).message]).toEqual([201, undefined]);
    return (made.body as { metadata: { uid: string } }).metadata.uid;
  };
  const get = async (path: string) => controlPlane().request('GET', path);
  const refOf = (kind: string, name: string, apiVersion = 'v1'): ResourceRef => ({
    ...{ apiVersion, kind, name },
    namespace: 'default',
  });
  const podSpec = (claim?: string) => ({
    containers: [
      { ...container, ...(claim && { volumeMounts: [{ name: 'data', mountPath: '/data' }] }) },
    ],
    ...(claim && { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }] }),
  });
  const claimSpec = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  };
  const isRunning = async (pod: string) => {
    const { body } = await get(`${v1}/pods/${pod}`);
    return (body as { status?: { phase?: string } }).status?.phase === 'Running';
  };

  test('what a Deployment owns goes with it, over all steps, and nothing has gone before it is meant', async () => {
    const labels = { app: 'owned' };
    await make(`${apps}/deployments`, {
      metadata: { name: 'owned' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec() },
      },
    });
    const pods = async () =>
      (await get(`${v1}/pods?labelSelector=app%3Downed`)).body as unknown as { items: object[] };
    await waitUntil('the pods', async () => (await pods()).items.length === 2);
    const { actions } = await session();
    const plan = valueOf(
      await actions.plan('delete', { ref: refOf('Deployment', 'owned', 'apps/v1') }),
    );
    expect(plan.lines[0]).toMatch(/^goes with it: ReplicaSet owned-\w+$/);
    expect(plan.lines.filter((line) => line.startsWith('goes with it: Pod owned-'))).toHaveLength(
      2,
    );
    expect(plan.warnings).toEqual([]);
    expect((await get(`${apps}/deployments/owned`)).status).toBe(200);
    expect(valueOf(await actions.run(plan))).toBeUndefined();
    await waitUntil('the pods to go', async () => (await pods()).items.length === 0);
  });

  test('a claim says who uses it and that its data is lost, and stays until its pod is gone', async () => {
    await make(`${v1}/persistentvolumeclaims`, { metadata: { name: 'used' }, spec: claimSpec });
    await make(`${v1}/pods`, { metadata: { name: 'user' }, spec: podSpec('used') });
    await waitUntil('the pod', () => isRunning('user'));
    const { actions } = await session();
    const ref = refOf('PersistentVolumeClaim', 'used');
    const plan = valueOf(await actions.plan('delete', { ref }));
    expect(plan.warnings).toEqual([
      expect.stringMatching(
        /^Data is lost: volume \S+ \(1Gi\) of claim used is deleted with it, as its reclaim policy is Delete$/,
      ),
      'Pod user uses the claim: it stays until it is gone, and takes no further pod',
    ]);
    expect(valueOf(await actions.run(plan))).toBe(
      'PersistentVolumeClaim used is being deleted: it goes once its finalizers are done (kubernetes.io/pvc-protection)',
    );
  });

  test('a volume that is kept is told as kept', async () => {
    await make(`${v1}/persistentvolumeclaims`, { metadata: { name: 'kept' }, spec: claimSpec });
    await make(`${v1}/pods`, { metadata: { name: 'keeper' }, spec: podSpec('kept') });
    await waitUntil('the pod', () => isRunning('keeper'));
    const { body } = await get(`${v1}/persistentvolumeclaims/kept`);
    const { volumeName } = (body as unknown as { spec: { volumeName: string } }).spec;
    const patched = await controlPlane().request(
      'PATCH',
      `/api/v1/persistentvolumes/${volumeName}`,
      { spec: { persistentVolumeReclaimPolicy: 'Retain' } },
    );
    expect(patched.status).toBe(200);
    const { actions } = await session();
    const ref = refOf('PersistentVolumeClaim', 'kept');
    expect(valueOf(await actions.plan('delete', { ref })).lines).toEqual([
      'nothing else goes with it',
      `stays: volume ${volumeName} (1Gi) of claim kept with its data, as its reclaim policy is Retain`,
    ]);
    const volume = { apiVersion: 'v1', kind: 'PersistentVolume', name: volumeName };
    expect(valueOf(await actions.plan('delete', { ref: volume })).warnings).toEqual([
      'Claim default/kept is bound to it: the volume stays until the claim is gone',
    ]);
  });

  test('a StatefulSet leaves its claims, and a pod of it comes back', async () => {
    const labels = { app: 'stateful' };
    await make(`${apps}/statefulsets`, {
      metadata: { name: 'stateful' },
      spec: {
        serviceName: 'stateful',
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
          },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec }],
      },
    });
    await waitUntil('the pod', () => isRunning('stateful-0'));
    const { actions } = await session();
    const set = refOf('StatefulSet', 'stateful', 'apps/v1');
    expect(valueOf(await actions.plan('delete', { ref: set })).lines).toContain(
      'stays: claim data-stateful-0 with the data, for a StatefulSet of this name or to be deleted by hand',
    );
    const pod = valueOf(await actions.plan('delete', { ref: refOf('Pod', 'stateful-0') }));
    expect(pod.warnings[0]).toMatch(/^StatefulSet stateful has made Pod stateful-0 and may make/);
  });

  test('finalizers are told, and what they hold is pending and shown as terminating', async () => {
    const metadata = { name: 'held', finalizers: ['example.com/hold'] };
    await make(`${v1}/configmaps`, { metadata });
    const { actions, list } = await session();
    const plan = valueOf(await actions.plan('delete', { ref: refOf('ConfigMap', 'held') }));
    expect(plan.warnings).toEqual([
      'ConfigMap held is held by example.com/hold until whoever has set that takes it away',
    ]);
    expect(valueOf(await actions.run(plan))).toContain('(example.com/hold)');
    const page = valueOf(await list({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default' }));
    expect(page.items.find(({ ref }) => ref.name === 'held')).toMatchObject({
      status: 'Terminating',
      terminating: true,
    });
  });

  test('a namespace says what is in it, and a definition what there is of its kind', async () => {
    await make('/api/v1/namespaces', { metadata: { name: 'full' } });
    await make('/api/v1/namespaces/full/configmaps', { metadata: { name: 'inside' } });
    const { actions } = await session();
    const full = { apiVersion: 'v1', kind: 'Namespace', name: 'full' };
    expect(valueOf(await actions.plan('delete', { ref: full })).lines).toContain(
      'goes with it: ConfigMap full/inside',
    );
    await make('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: { name: 'toys.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'toys', kind: 'Toy' },
        versions: [
          {
            ...{ name: 'v1', served: true, storage: true },
            schema: { openAPIV3Schema: { type: 'object' } },
          },
        ],
      },
    });
    const toys = '/apis/example.com/v1/namespaces/default/toys';
    await waitUntil('the kind', async () => (await get(toys)).status === 200);
    await make(toys, { apiVersion: 'example.com/v1', kind: 'Toy', metadata: { name: 'bear' } });
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      name: 'toys.example.com',
    };
    const again = (await session()).actions;
    expect(valueOf(await again.plan('delete', { ref: definition })).lines).toEqual([
      'goes with it: Toy default/bear',
    ]);
  });

  test('what was made anew or changed since it was looked at stays; a new state alone holds nobody up', async () => {
    const { actions } = await session();
    const { request } = controlPlane();
    const ref = refOf('ConfigMap', 'looked-at');
    const path = `${v1}/configmaps/looked-at`;
    const create = () =>
      make(`${v1}/configmaps`, { metadata: { name: 'looked-at' }, data: { a: 'b' } });
    const uid = await create();
    const old = valueOf(await actions.plan('delete', { ref, uid }));
    await request('DELETE', path);
    await create();
    expect(errorOf(await actions.plan('delete', { ref, uid })).code).toBe('conflict');
    expect(errorOf(await actions.run(old)).message).toMatch(/was deleted and made again meanwhile/);

    const plan = valueOf(await actions.plan('delete', { ref }));
    await request('PATCH', path, { data: { a: 'c' } });
    expect(errorOf(await actions.run(plan)).message).toMatch(/has changed since it was looked at/);
    expect((await get(path)).status).toBe(200);

    const later = valueOf(await actions.plan('delete', { ref }));
    await request('PATCH', path, { metadata: { annotations: { seen: 'now' } } });
    expect(valueOf(await actions.run(later))).toBeUndefined();
    expect(errorOf(await actions.plan('delete', { ref })).code).toBe('not-found');
  });

  test('who may not delete learns it before any question', async () => {
    const { actions } = await session('viewer');
    const error = errorOf(await actions.plan('delete', { ref: refOf('Service', 'kubernetes') }));
    expect(error).toMatchObject({ code: 'forbidden', verb: 'delete' });
  });
});
