/** Programs of the control plane and of the nodes: their pods, and which instance leads. */
import type { Result, WithPods } from '../api.ts';
import type { ComponentName, ComponentState } from '../exploreApi.ts';
import { listAll } from '../requests/listAll.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { textAt } from '../values.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };
const namespace = 'kube-system';

/** As kubeadm and those who follow it label them; `leads`: one instance works for all, and a Lease of its name says which. */
const known: Readonly<Record<ComponentName, { labelSelector: string; leads: boolean }>> = {
  etcd: { labelSelector: 'component=etcd', leads: false },
  'kube-controller-manager': { labelSelector: 'component=kube-controller-manager', leads: true },
  'kube-scheduler': { labelSelector: 'component=kube-scheduler', leads: true },
  'kube-proxy': { labelSelector: 'k8s-app=kube-proxy', leads: false },
};

export async function readComponent(
  context: ResourceContext,
  name: ComponentName,
  signal?: AbortSignal,
): Promise<Result<WithPods<ComponentState>>> {
  const { labelSelector, leads } = known[name];
  const [found, leader] = await Promise.all([
    listAll(context, pods, { namespace, labelSelector, ...(signal && { signal }) }),
    leads ? readLeader(context, name, signal) : undefined,
  ]);
  if (!found.ok && !leader) return found;
  const own = found.ok ? found.value : [];
  return {
    ok: true,
    value: {
      ...(leader && { leader }),
      pods: own.map((pod) => summarize(pod, pods, context.kinds)),
    },
  };
}

async function readLeader(
  context: ResourceContext,
  name: ComponentName,
  signal: AbortSignal | undefined,
): Promise<ComponentState['leader']> {
  const ref = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name, namespace };
  const read = await readObject(context, ref, signal);
  const holder = read.ok ? textAt(read.value.object, 'spec', 'holderIdentity') : undefined;
  if (!read.ok || !holder) return undefined;
  const renewed = Date.parse(textAt(read.value.object, 'spec', 'renewTime') ?? '');
  const silentSeconds = Math.max(0, Math.round((Date.now() - renewed) / 1000));
  return { holder, ...(!Number.isNaN(silentSeconds) && { silentSeconds }) };
}
