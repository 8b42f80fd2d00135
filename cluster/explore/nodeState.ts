/** A node: what it is for, what it has, what its pods ask for. */
import type { Result, WithPods } from '../api.ts';
import type { NodeResource, NodeState } from '../exploreApi.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { quantityNumber } from '../objects/quantity.ts';
import { listAll } from '../requests/listAll.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { listAt, objectAt, parseJson, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
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
  const [read, own, used] = await Promise.all([
    readObject(context, { apiVersion: 'v1', kind: 'Node', name }, signal),
    listAll(context, pods, {
      fieldSelector: `spec.nodeName=${name}`,
      ...(signal && { signal }),
    }),
    readUsage(context.connection, name, signal),
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
      resources: resourcesOf(object, own.ok ? own.value : undefined, used),
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

/** As the metrics server measures it; nothing where there is none, or it may not be read. */
async function readUsage(
  connection: ClusterConnection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<JsonObject> {
  const answer = await connection.request({
    method: 'GET',
    path: `/apis/metrics.k8s.io/v1beta1/nodes/${encodeURIComponent(name)}`,
    verb: 'get',
    resource: 'nodes.metrics.k8s.io',
    name,
    ...(signal && { signal }),
    repeatable: true,
  });
  return answer.ok ? objectAt(parseJson(answer.value.body), 'usage') : {};
}

export function resourcesOf(
  node: unknown,
  own: readonly unknown[] | undefined,
  usage: JsonObject,
): NodeResource[] {
  const allocatable = objectAt(node, 'status', 'allocatable');
  const requested = own && requestsOf(own);
  return Object.entries(allocatable)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .filter(([name]) => first.includes(name) || (requested?.get(name) ?? 0) > 0)
    .sort(([one], [other]) => rankOf(one) - rankOf(other))
    .map(([name, amount]) => {
      const requestedPercent = requested && percentOf(requested.get(name) ?? 0, amount);
      const used = Object.hasOwn(usage, name) ? quantityNumber(usage[name]) : undefined;
      const usedPercent = used === undefined ? undefined : percentOf(used, amount);
      return {
        ...{ name, allocatable: amount },
        ...(requestedPercent !== undefined && { requestedPercent }),
        ...(usedPercent !== undefined && { usedPercent }),
      };
    });
}

function percentOf(part: number, whole: string): number | undefined {
  const has = quantityNumber(whole);
  return has ? Math.round((part / has) * 100) : undefined;
}

function rankOf(name: string): number {
  const rank = first.indexOf(name);
  return rank < 0 ? first.length : rank;
}
