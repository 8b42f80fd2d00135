// What a fresh control plane lacks for a manifest to come to life: nodes, a StorageClass, users' rights.
import { rm } from 'node:fs/promises';
import type { ApiAnswer, ApiRequest } from './apiRequest.ts';
import type { ChildProgram } from './childProgram.ts';
import { accessObjects } from './controlPlaneAccess.ts';
import { waitUntil } from './waitUntil.ts';

export interface ClusterNeeds {
  nodes: number;
  /** Where the kubelet of all nodes listens. */
  kubeletPort: number;
  hasControllers: boolean;
  hasDefaultStorageClass: boolean;
  children: ReadonlyMap<string, ChildProgram>;
  signal?: AbortSignal | undefined;
}

/** Resolves when a pod created in the namespace `default` would be scheduled and run. */
export async function prepareCluster(request: ApiRequest, needs: ClusterNeeds): Promise<void> {
  const create = async (path: string, object: object) => {
    const answer = await request('POST', path, object);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.text}`);
  };
  const { children, signal } = needs;
  const waiting = { children, signal };
  const hasDefault = () => isThere(request, '/api/v1/namespaces/default');
  await waitUntil('the namespace default', hasDefault, waiting);

  const nodes = Array.from({ length: needs.nodes }, (_, index) => `node-${String(index + 1)}`);
  await Promise.all([
    ...accessObjects().map(({ path, object }) => create(path, object)),
    ...(needs.hasDefaultStorageClass
      ? [create('/apis/storage.k8s.io/v1/storageclasses', standardClass)]
      : []),
    ...nodes.map((name) => create('/api/v1/nodes', node(name, needs.kubeletPort))),
  ]);

  const account = '/api/v1/namespaces/default/serviceaccounts';
  // The controllers create it; without them pods in `default` would be refused for its absence.
  if (!needs.hasControllers) await create(account, { metadata: { name: 'default' } });
  const hasAccount = () => isThere(request, `${account}/default`);
  await waitUntil('the ServiceAccount default', hasAccount, waiting);
  for (const name of nodes) {
    const isReady = async () => isUsable(await request('GET', `/api/v1/nodes/${name}`));
    await waitUntil(`${name} to be Ready`, isReady, waiting);
  }
}

/** The provisioner makes a folder in /tmp for each volume and deletes it with the volume: here nobody deletes those. */
export async function removeProvisionedFolders(request: ApiRequest): Promise<void> {
  const options = { timeoutMs: 2000 };
  const answer = await request('GET', '/api/v1/persistentvolumes', undefined, options).catch(
    () => undefined, // the API server is down: a test stopped it and wants it so
  );
  const list = answer?.body as { items?: PersistentVolume[] } | undefined;
  for (const { metadata, spec } of list?.items ?? []) {
    if (metadata.annotations?.['pv.kubernetes.io/provisioned-by'] !== hostPathProvisioner) continue;
    const path = spec.hostPath?.path ?? '';
    // Exactly the names that the provisioner makes up: a manifest could claim any other path.
    if (provisionedFolder.test(path)) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(request: ApiRequest, path: string): Promise<boolean> {
  return (await request('GET', path)).status === 200;
}

/** Ready, and the taint that new nodes bear is gone. */
function isUsable({ body }: ApiAnswer): boolean {
  const { spec, status } = body as Node;
  const isReady = status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True');
  return isReady === true && !spec.taints?.length;
}

interface PersistentVolume {
  metadata: { annotations?: Record<string, string> };
  spec: { hostPath?: { path: string } };
}

interface Node {
  spec: { taints?: object[] };
  status?: { conditions?: { type: string; status: string }[] };
}

const provisionedFolder = /^\/tmp\/hostpath_pv\/[0-9a-f-]{36}$/;
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

function node(name: string, kubeletPort: number): object {
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
    status: {
      allocatable: resources,
      capacity: resources,
      daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
    },
  };
}
