import { expect, test } from 'vitest';
import { pictureOfManifests } from '../../core/features/pictures.ts';
import { finish } from '../../core/pacing/work.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { testSession } from '../harness/manifests.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const namespace = 'drawn';
const secret = 'Zm9yIG5vYm9keQ==';

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'reader', namespace },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'reader' } },
    template: {
      metadata: { labels: { app: 'reader' } },
      spec: {
        containers: [
          {
            ...{ name: 'main', image: 'alpine:3', envFrom: [{ secretRef: { name: 'login' } }] },
            volumeMounts: [{ name: 'files', mountPath: '/files' }],
          },
        ],
        volumes: [{ name: 'files', persistentVolumeClaim: { claimName: 'files' } }],
      },
    },
  },
};

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'files', namespace },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

await controlPlaneOrSkip('a picture of a cluster', { nodes: 1 }, (controlPlane) => {
  test('leads from a workload over its pods to the volume, and reads no Secret', async () => {
    const { request } = controlPlane();
    const inNamespace = `namespaces/${namespace}`;
    await request('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    await request('POST', `/api/v1/${inNamespace}/secrets`, {
      metadata: { name: 'login' },
      data: { password: secret },
    });
    await request('POST', `/api/v1/${inNamespace}/persistentvolumeclaims`, claim);
    await request('POST', `/apis/apps/v1/${inNamespace}/deployments`, deployment);
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    const around = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'reader', namespace };
    await waitUntil('pods and a volume', async () => {
      const { manifests } = valueOf(await session.explore.manifestsAround(around));
      const read = manifests.map((text) => JSON.parse(text) as { kind: string; metadata: object });
      const pods = read.filter(({ kind }) => kind === 'Pod');
      return pods.length === 2 && read.some(({ kind }) => kind === 'PersistentVolume');
    });
    const { manifests, whole } = valueOf(await session.explore.manifestsAround(around));
    expect(manifests.join('\n')).not.toContain(secret);
    const main = [{ group: 'apps', kind: 'Deployment', name: 'reader', namespace }];
    const { nodes, edges } = finish(pictureOfManifests(testSession(), { manifests, whole, main }));
    const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
    const lines = edges.map(({ from, to }) => `${kindOf.get(from)} ${kindOf.get(to)}`);
    expect([...new Set(lines)].sort()).toEqual([
      'Deployment ReplicaSet',
      'PersistentVolume StorageClass',
      'PersistentVolumeClaim PersistentVolume',
      'PersistentVolumeClaim StorageClass',
      'Pod PersistentVolumeClaim',
      'Pod Secret',
      'ReplicaSet Pod',
    ]);
    expect(nodes.filter(({ kind }) => kind === 'Pod')).toHaveLength(2);
    expect(nodes.filter(({ isMissing }) => isMissing)).toEqual([]);
  });

  test('who may list a part of it gets that part, who may list nothing the reason', async () => {
    const { request } = controlPlane();
    await request('POST', '/api/v1/namespaces', { metadata: { name: 'narrow' } });
    const none = await sessionFor(controlPlane().kubeconfig('nobody'));
    const refused = await none.explore.manifestsAround({ namespace: 'narrow' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});
