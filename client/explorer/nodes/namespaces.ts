// The namespaces of a context. Who may not list them gets those that the kubeconfig names for this server, and typed ones.
import type { KubeContextInfo } from '../../../cluster/api.ts';
import { actionNode, beside, failureNode, refusedNode } from './message.ts';
import type { ExplorerNode, ListNode, NodeContext, ResourceHandle } from './node.ts';
import { nodeId } from './nodeId.ts';
import { sectionNodes } from './sections.ts';

export function namespacesNode(parentId: string, context: KubeContextInfo): ListNode {
  const node: ListNode = {
    id: nodeId(parentId, 'namespaces'),
    view: () => ({
      label: 'Namespaces',
      icon: { name: 'symbol-namespace' },
      contextValue: 'folder',
      collapsible: 'collapsed',
    }),
    source: () =>
      Promise.resolve({
        ok: true,
        value: { contextName: context.name, query: { apiVersion: 'v1', kind: 'Namespace' } },
      }),
    async children(ctx) {
      const list = await ctx.lists.get(node, ctx);
      const found = list.items.map(({ ref, status, terminating }) =>
        namespaceNode(node.id, context, ref.name, terminating ? 'Terminating' : status),
      );
      if (list.error?.code === 'forbidden') {
        const known = await knownNamespaces(context, ctx);
        const nodes = known.map((name) => namespaceNode(node.id, context, name, 'Active'));
        const other = actionNode({ id: node.id, contextName: context.name }, 'others', {
          label: 'Choose other namespaces',
          command: { id: 'dataPlatform.chooseNamespaces', title: 'Choose Namespaces' },
        });
        return [...nodes, refusedNode(node, list.error), other];
      }
      const isBesideItems = found.length > 0;
      const problem = list.error && failureNode(node, list.error, { isBesideItems });
      return beside(node, list, found, problem);
    },
  };
  return node;
}

/** Those of all contexts of the same server, and those that were typed. */
export async function knownNamespaces(
  context: KubeContextInfo,
  { service, choices }: NodeContext,
): Promise<readonly string[]> {
  const { contexts } = await service.kubeconfig.state();
  const beside = contexts.filter(({ server }) => server === context.server);
  const typed = choices.namespacesOf(context.name) ?? [];
  return [...new Set([context.namespace, ...typed, ...beside.map(({ namespace }) => namespace)])];
}

export function namespaceNode(
  parentId: string,
  context: KubeContextInfo,
  name: string,
  status: string,
): ExplorerNode & ResourceHandle {
  const id = nodeId(parentId, name);
  const marks = [
    name === context.namespace ? "the context's namespace" : '',
    // Active is the normal state and would only be noise on every line.
    status === 'Active' ? '' : status,
  ];
  return {
    id,
    contextName: context.name,
    ref: { apiVersion: 'v1', kind: 'Namespace', name },
    view: () => ({
      label: name,
      description: marks.filter(Boolean).join(' · ') || undefined,
      tooltip: `Namespace ${name}${status ? `: ${status}` : ''}`,
      icon: { name: 'symbol-namespace' },
      contextValue: 'namespace',
      collapsible: 'collapsed',
    }),
    children: () =>
      Promise.resolve(
        sectionNodes(id, { contextName: context.name, namespaces: [name], isWhole: false }),
      ),
  };
}
