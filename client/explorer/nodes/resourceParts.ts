// What stands below a resource: its pods, the volume and the users of a claim, the keys of a Secret, what a node has.
import { groupOf } from '../../../shared/gvk.ts';
import type { ResourceSummary } from '../../../cluster/api.ts';
import { beside, failureNode, lineNode, noteNode, refusedNode } from './message.ts';
import type { ContextNode, ExplorerNode, ListNode, NodeContext, ResourceNode } from './node.ts';
import { nodeId } from './nodeId.ts';
import { nodeParts } from './nodeParts.ts';
import { reading } from './reading.ts';
import { resourceNode, type Below, type ResourceLooks } from './resource.ts';
import { secretKeyNode } from './secretKey.ts';

/** Of kinds of Kubernetes itself; of all others it is known which pods run for them, or nothing. */
const parts: ReadonlyMap<string, Below> = new Map<string, Below>([
  ['/PersistentVolumeClaim', claimParts],
  ['/Secret', secretParts],
  ['/Node', nodeParts],
  ['/PersistentVolume', volumeParts],
]);

/** A resource with what stands below it. */
export function objectNode(
  parentId: string,
  summary: ResourceSummary,
  looks: ResourceLooks,
  { service }: NodeContext,
): ResourceNode {
  const { apiVersion, kind } = summary.ref;
  const own = parts.get(`${groupOf(apiVersion)}/${kind}`);
  const hasPods = service.hasPods(summary.ref);
  const below = own ?? (hasPods ? podParts() : undefined);
  return resourceNode(parentId, summary, { ...looks, hasPods }, below);
}

async function claimParts(node: ResourceNode, { boundTo }: ResourceSummary, ctx: NodeContext) {
  const { contextName, ref } = node;
  const volume = { apiVersion: 'v1', kind: 'PersistentVolume', name: boundTo ?? '' };
  const volumes = boundTo
    ? [
        resourceNode(
          node.id,
          { ref: volume, status: '', health: 'unknown' },
          { contextName, icon: 'database', showsKind: true },
        ),
      ]
    : [noteNode(node, 'Bound to no volume yet')];
  const users = await reading(node, ctx, (session) => session.explore.usersOf(ref, ctx.signal));
  if (!users.ok) return [...volumes, users.node];
  return [
    ...volumes,
    ...users.value.map((pod) =>
      resourceNode(node.id, pod, { contextName, icon: 'package', showsKind: true }),
    ),
    ...(users.value.length === 0 ? [lineNode(node, 'users', 'No pod uses it')] : []),
  ];
}

async function secretParts(node: ResourceNode, _summary: ResourceSummary, ctx: NodeContext) {
  const keys = await reading(node, ctx, (session) =>
    session.explore.secretKeys(node.ref, ctx.signal),
  );
  if (!keys.ok) return [keys.node];
  if (keys.value.length === 0) return [noteNode(node, 'It has no keys')];
  return keys.value.map((key) => secretKeyNode(node, key));
}

/** A volume that nobody can use says why, and what helps. */
function volumeParts(node: ResourceNode, summary: ResourceSummary) {
  const { boundTo, detail, contextName } = { ...summary, contextName: node.contextName };
  const [namespace = '', name = ''] = (boundTo ?? '').split('/');
  const ref = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace };
  const claim = name
    ? [
        resourceNode(
          node.id,
          { ref, status: '', health: 'unknown' },
          { contextName, icon: 'archive', showsKind: true, showsNamespace: true },
        ),
      ]
    : [];
  const why = detail ? [lineNode(node, 'why', detail)] : [];
  const all = [...why, ...claim];
  return Promise.resolve(all.length > 0 ? all : [noteNode(node, 'No claim is bound to it')]);
}

/** Kept with the node, as which pods they are is asked of the cluster. */
function podParts(): Below {
  let list: ListNode | undefined;
  return async (node, summary, ctx) => {
    const why =
      summary.detail && summary.health !== 'ok' ? [lineNode(node, 'why', summary.detail)] : [];
    list ??= podList(node);
    return [...why, ...(await podsIn(list, node.contextName, ctx)), endpointsNode(node)];
  };
}

/** Read when it is opened: who looks at pods need not wait for it. */
function endpointsNode({ id: parentId, contextName, ref }: ResourceNode): ContextNode {
  const node: ContextNode = {
    id: nodeId(parentId, '', 'endpoints'),
    contextName,
    view: () => ({
      label: 'Services',
      description: 'that lead to its pods',
      icon: { name: 'plug' },
      contextValue: 'group',
      collapsible: 'collapsed',
    }),
    async children(ctx) {
      const found = await reading(node, ctx, (session) =>
        session.explore.endpointsOf(ref, ctx.signal),
      );
      if (!found.ok) return [found.node];
      if (found.value.length === 0) return [noteNode(node, 'No Service leads to its pods')];
      return found.value.map((service) =>
        resourceNode(node.id, service, { contextName, icon: 'plug' }),
      );
    },
  };
  return node;
}

/** As a job may have thousands. */
function podList(node: ResourceNode): ListNode {
  const { contextName, ref } = node;
  return {
    ...node,
    view: () => node.view(),
    children: (ctx) => node.children(ctx),
    async source({ service, signal }) {
      const session = await service.session(contextName);
      if (!session.ok) return session;
      const query = await session.value.explore.podsOf(ref, signal);
      if (!query.ok) return query;
      return { ok: true, value: query.value && { contextName, query: query.value } };
    },
  };
}

async function podsIn(
  node: ListNode,
  contextName: string,
  ctx: NodeContext,
): Promise<readonly ExplorerNode[]> {
  const list = await ctx.lists.get(node, ctx);
  const found = list.items.map((pod) =>
    resourceNode(node.id, pod, { contextName, icon: 'package' }),
  );
  const { error } = list;
  if (error?.code === 'forbidden') return [refusedNode(node, error)];
  const problem = error && failureNode(node, error, { isBesideItems: found.length > 0 });
  if (found.length > 0) return beside(node, list, found, problem);
  return beside(node, list, [problem ?? noteNode(node, 'No pods')]);
}
