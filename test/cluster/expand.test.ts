// Claims that grow, against a real API server with its admission and a real binding of volumes.
import { expect, test } from 'vitest';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { errorOf, sessionFor, valueOf } from './clusterFixture.ts';

const v1 = '/api/v1/namespaces/default';
const classes = '/apis/storage.k8s.io/v1/storageclasses';

await controlPlaneOrSkip('claims that grow', { nodes: 1 }, (controlPlane) => {
  const session = () => sessionFor(controlPlane().kubeconfig('admin'));
  const refOf = (name: string) => ({
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', name },
    namespace: 'default',
  });
  const size = async (name: string): Promise<string> =>
    (await controlPlane().request('GET', `${v1}/persistentvolumeclaims/${name}`)).body.spec
      .resources.requests.storage;
  /** Of a class that lets claims grow, or not. */
  const boundClaim = async (name: string, grows: boolean, isUsed = true) => {
    const { request } = controlPlane();
    const standard = (await request('GET', `${classes}/standard`)).body;
    await request('POST', classes, {
      metadata: { name },
      provisioner: standard.provisioner,
      parameters: standard.parameters,
      volumeBindingMode: standard.volumeBindingMode,
      allowVolumeExpansion: grows,
    });
    await request('POST', `${v1}/persistentvolumeclaims`, {
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: name,
      },
    });
    await request('POST', `${v1}/pods`, {
      metadata: { name },
      spec: {
        containers: [
          {
            ...{ name: 'main', image: 'busybox:1.36' },
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
      },
    });
    await waitUntil(`claim ${name} to be bound`, async () => {
      const { body } = await request('GET', `${v1}/persistentvolumeclaims/${name}`);
      return body.status?.phase === 'Bound';
    });
    if (isUsed) return;
    await request('DELETE', `${v1}/pods/${name}`);
    await waitUntil('the pod to go', async () => {
      return (await request('GET', `${v1}/pods/${name}`)).status === 404;
    });
  };

  test('a claim of a class that allows it grows, and what follows is told', async () => {
    await boundClaim('grows', true);
    const { actions, list } = await session();
    const page = valueOf(await list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }));
    expect(page.items.find(({ ref }) => ref.name === 'grows')?.actions).toEqual(['expand']);
    const ref = refOf('grows');
    expect(valueOf(await actions.sizeOf({ ref }))).toBe('1Gi');
    const plan = valueOf(await actions.plan('expand', { ref }, { size: '2Gi' }));
    expect(plan.lines).toEqual(['spec.resources.requests.storage: 1Gi → 2Gi']);
    expect(plan.warnings).toEqual([
      'It cannot be made smaller again',
      expect.stringMatching(/^Pod grows uses the claim: it grows meanwhile where its driver can/),
    ]);
    expect(await size('grows')).toBe('1Gi');
    valueOf(await actions.run(plan));
    expect(await size('grows')).toBe('2Gi');
  });

  test('a claim that no pod uses says when its file system grows', async () => {
    await boundClaim('idle', true, false);
    const { actions } = await session();
    const plan = valueOf(await actions.plan('expand', { ref: refOf('idle') }, { size: '2Gi' }));
    expect(plan.warnings).toContain(
      'No pod uses the claim: its file system grows when the next one mounts it',
    );
  });

  test('what cannot grow says why, and is not changed', async () => {
    await boundClaim('rigid', false);
    const { actions } = await session();
    const refusal = async (name: string, wanted: string) =>
      errorOf(await actions.plan('expand', { ref: refOf(name) }, { size: wanted })).message;
    expect(await refusal('rigid', '2Gi')).toMatch(/^Storage class rigid lets no claim grow/);
    expect(await refusal('rigid', '1024Mi')).toMatch(/asks for 1Gi already/);
    expect(await refusal('rigid', 'much')).toMatch(/^much is no size/);
    await controlPlane().request('POST', `${v1}/persistentvolumeclaims`, {
      metadata: { name: 'unbound' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: 'rigid',
      },
    });
    expect(await refusal('unbound', '2Gi')).toMatch(/is bound to no volume yet/);
    expect(await size('rigid')).toBe('1Gi');
  });
});
