// What a fresh control plane lacks for a manifest to come to life: nodes, a StorageClass, users' rights.
import { rm } from 'node:fs/promises';
import type { ApiAnswer, ApiRequest } from './apiRequest.ts';
import type { ChildProgram } from './childProgram.ts';
import { accessObjects } from './controlPlaneAccess.ts';
import { waitUntil } from './waitUntil.ts';

export interface ClusterNeeds {
  nodes: number;
  hasControllers: boolean;
  hasDefaultStorageClass: boolean;
  children: ReadonlyMap<string, ChildProgram>;
}

/** Resolves when a pod created in the namespace `default` would be scheduled and run. */
export async function prepareCluster(request: ApiRequest, needs: ClusterNeeds): Promise<void> {
  const create = async (path: string, object: object) => {
    const answer = await request('POST', path, object);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
  };
  const { children } = needs;
  await waitUntil('the namespace default', () => isThere(request, '/api/v1/namespaces/default'), {
    children,
  });

  const numbers = Array.from({ length: needs.nodes }, (_, index) => index + 1);
  await Promise.all([
    ...accessObjects().map(({ path, object }) => create(path, object)),
    ...(needs.hasDefaultStorageClass
      ? [create('/apis/storage.k8s.io/v1/storageclasses', standardClass)]
      : []),
    ...numbers.map((number) => create('/api/v1/nodes', node(`node-${number}`))),
  ]);

  const account = '/api/v1/namespaces/default/serviceaccounts';
  // The controllers create it; without them pods in `default` would be refused for its absence.
  if (!needs.hasControllers) await create(account, { metadata: { name: 'default' } });
  await waitUntil('the ServiceAccount default', () => isThere(request, `${account}/default`), {
    children,
  });
  for (const number of numbers) {
    const path = `/api/v1/nodes/node-${number}`;
    await waitUntil(
      `node-${number} to be Ready`,
      async () => isUsable(await request('GET', path)),
      { children },
    );
  }
}

/** The provisioner makes a folder in /tmp for each volume and deletes it with the volume: here nobody deletes those. */
export async function removeProvisionedFolders(request: ApiRequest): Promise<void> {
  const volumes = await request('GET', '/api/v1/persistentvolumes', undefined, {
    timeoutMs: 2000,
  }).catch(
    () => undefined, // the API server is down: a test stopped it and wants it so
  );
  for (const volume of volumes?.body?.items ?? []) {
    const isOurs =
      volume.metadata.annotations?.['pv.kubernetes.io/provisioned-by'] === hostPathProvisioner;
    const path = isOurs ? String(volume.spec.hostPath?.path) : '';
    if (path.startsWith('/tmp/hostpath_pv/')) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(request: ApiRequest, path: string): Promise<boolean> {
  return (await request('GET', path)).status === 200;
}

/** Ready, and the taint that new nodes bear is gone. */
function isUsable({ body }: ApiAnswer): boolean {
  const conditions: { type: string; status: string }[] = body?.status?.conditions ?? [];
  const isReady = conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return isReady && !(body.spec.taints?.length > 0);
}

const hostPathProvisioner = 'kubernetes.io/host-path';

const standardClass = {
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: hostPathProvisioner,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
};

function node(name: string): object {
  const resources = { cpu: '32', memory: '256Gi', pods: '110', 'ephemeral-storage': '1Ti' };
  return {
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
      },
    },
    status: { allocatable: resources, capacity: resources },
  };
}
