// Below a node of the cluster: what it is for, what it has and what its pods ask for, and these pods.
import type { ResourceSummary } from '../../../cluster/api.ts';
import type { NodeResource, NodeState } from '../../../cluster/exploreApi.ts';
import { lineNode } from './message.ts';
import type { ExplorerNode, NodeContext, ResourceNode } from './node.ts';
import { nodeId } from './nodeId.ts';
import { reading } from './reading.ts';
import { resourceNode } from './resource.ts';

export async function nodeParts(
  node: ResourceNode,
  _summary: ResourceSummary,
  ctx: NodeContext,
): Promise<readonly ExplorerNode[]> {
  const state = await reading(node, ctx, (session) =>
    session.explore.node(node.ref.name, ctx.signal),
  );
  if (!state.ok) return [state.node];
  const { pods, ...told } = state.value;
  return [...linesOf(node, told), podsNode(node, pods)];
}

function linesOf(node: ExplorerNode, { roles, kubelet, runtime, ...state }: NodeState) {
  const line = (label: string, description: string | undefined) =>
    description ? [lineNode(node, label, label, { description })] : [];
  return [
    ...line('Role', roles.length > 0 ? roles.join(', ') : 'worker'),
    ...line('Kubelet', kubelet),
    ...line('Runtime', runtime),
    ...state.conditions.map((condition) => conditionLine(node, condition)),
    ...state.taints.map((taint) =>
      lineNode(node, `taint ${taint}`, 'Taint', {
        description: taint,
        icon: { name: 'circle-slash' },
      }),
    ),
    ...state.resources.map((resource) => resourceLine(node, resource)),
  ];
}

/** All but Ready tell of trouble by being true. */
function conditionLine(
  node: ExplorerNode,
  { type, status }: NodeState['conditions'][number],
): ExplorerNode {
  const isWell = status === (type === 'Ready' ? 'True' : 'False');
  const icon = isWell ? { name: 'pass' } : { name: 'warning', color: 'list.warningForeground' };
  return lineNode(node, `condition ${type}`, type, { description: status, icon });
}

function resourceLine(
  node: ExplorerNode,
  { name, allocatable, requestedPercent, usedPercent }: NodeResource,
): ExplorerNode {
  const shares = [
    requestedPercent === undefined ? '' : `${requestedPercent} % requested`,
    usedPercent === undefined ? '' : `${usedPercent} % used`,
  ].filter(Boolean);
  const asked = shares.length > 0 ? `${shares.join(', ')} of ` : '';
  return lineNode(node, `resource ${name}`, name, {
    description: `${asked}${allocatable}`,
    icon: { name: 'dashboard' },
  });
}

function podsNode(parent: ResourceNode, pods: readonly ResourceSummary[]): ExplorerNode {
  const id = nodeId(parent.id, '', 'pods');
  const { contextName } = parent;
  return {
    id,
    view: () => ({
      label: 'Pods',
      description: String(pods.length),
      icon: { name: 'package' },
      contextValue: 'group',
      collapsible: pods.length > 0 ? 'collapsed' : 'none',
    }),
    children: () =>
      Promise.resolve(
        pods.map((pod) => resourceNode(id, pod, { contextName, showsNamespace: true })),
      ),
  };
}
