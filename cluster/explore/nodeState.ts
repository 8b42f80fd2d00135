/** A node: what it is for, what it has, what its pods ask for. */
import type { Result, WithPods } from '../api.ts';
import type { NodeResource, NodeState } from '../exploreApi.ts';
import { quantityNumber } from '../objects/quantity.ts';
import { listAll } from '../requests/listAll.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { listAt, objectAt, textAt } from '../values.ts';
import { requestsOf } from './podRequests.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };
const rolePrefix = 'node-role.kubernetes.io/';
/** Pods count by themselves, and of the others those that matter to a data platform come first. */
const first = ['cpu', 'memory'];

export async function readNode(
  context: ResourceContext,
  name: string,
  signal?: AbortSignal,
): Promise<Result<WithPods<NodeState>>> {
  const [read, own] = await Promise.all([
    readObject(context, { apiVersion: 'v1', kind: 'Node', name }, signal),
    listAll(context, pods, {
      fieldSelector: `spec.nodeName=${name}`,
      ...(signal && { signal }),
    }),
  ]);
  if (!read.ok) return read;
  const { object } = read.value;
  const kubelet = textAt(object, 'status', 'nodeInfo', 'kubeletVersion');
  const runtime = textAt(object, 'status', 'nodeInfo', 'containerRuntimeVersion');
  return {
    ok: true,
    value: {
      roles: rolesOf(object),
      ...(kubelet && { kubelet }),
      ...(runtime && { runtime }),
      conditions: listAt(object, 'status', 'conditions').map((item) => ({
        type: textAt(item, 'type') ?? '',
        status: textAt(item, 'status') ?? '',
      })),
      taints: listAt(object, 'spec', 'taints').map(taintText),
      resources: resourcesOf(object, own.ok ? own.value : undefined),
      pods: own.ok ? own.value.map((pod) => summarize(pod, pods, context.kinds)) : [],
    },
  };
}

function rolesOf(object: unknown): string[] {
  return Object.keys(objectAt(object, 'metadata', 'labels'))
    .filter((key) => key.startsWith(rolePrefix) && key.length > rolePrefix.length)
    .map((key) => key.slice(rolePrefix.length));
}

function taintText(taint: unknown): string {
  const value = textAt(taint, 'value');
  return `${textAt(taint, 'key') ?? ''}${value ? `=${value}` : ''}:${textAt(taint, 'effect') ?? ''}`;
}

function resourcesOf(node: unknown, own: readonly unknown[] | undefined): NodeResource[] {
  const allocatable = objectAt(node, 'status', 'allocatable');
  const requested = own && requestsOf(own);
  return Object.entries(allocatable)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .filter(([name]) => first.includes(name) || (requested?.get(name) ?? 0) > 0)
    .sort(([one], [other]) => rankOf(one) - rankOf(other))
    .map(([name, amount]) => {
      const has = quantityNumber(amount);
      const share = requested && has ? ((requested.get(name) ?? 0) / has) * 100 : undefined;
      const percent = share === undefined ? {} : { requestedPercent: Math.round(share) };
      return { name, allocatable: amount, ...percent };
    });
}

function rankOf(name: string): number {
  const rank = first.indexOf(name);
  return rank < 0 ? first.length : rank;
}
