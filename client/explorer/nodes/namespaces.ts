// The namespaces of a context. Who may not list them still gets the one that the context names.
import { folderNode } from './folder.ts';
import { failureNode, moreNode } from './message.ts';
import type { ExplorerNode, PagedNode } from './node.ts';
import { nodeId } from './nodeId.ts';
import type { KubeContextInfo } from '../../../cluster/api.ts';

export function namespacesNode(parentId: string, context: KubeContextInfo): PagedNode {
  const node: PagedNode = {
    id: nodeId(parentId, 'namespaces'),
    view: () => ({
      label: 'Namespaces',
      icon: { name: 'symbol-namespace' },
      contextValue: 'folder',
      collapsible: 'expanded',
    }),
    async loadPage(ctx, continueToken) {
      const session = await ctx.service.session(context.name);
      if (!session.ok) return session;
      return session.value.listNamespaces({ continueToken }, ctx.signal);
    },
    async children(ctx) {
      const list = await ctx.pages.get(node.id, (token) => node.loadPage(ctx, token));
      const found = list.items.map(({ ref, status, terminating }) =>
        namespaceNode(node.id, context, ref.name, terminating ? 'Terminating' : status),
      );
      if (list.error && found.length === 0) {
        const failure = failureNode(node, list.error);
        if (list.error.code !== 'forbidden') return [failure];
        return [failure, namespaceNode(node.id, context, context.namespace, 'Active')];
      }
      if (list.error) return [failureNode(node, list.error, { isBesideItems: true }), ...found];
      return list.continueToken ? [...found, moreNode(node, list.remaining)] : found;
    },
  };
  return node;
}

function namespaceNode(
  parentId: string,
  context: KubeContextInfo,
  name: string,
  status: string,
): ExplorerNode {
  const id = nodeId(parentId, name);
  const marks = [
    name === context.namespace ? "the context's namespace" : '',
    // Active is the normal state and would only be noise on every line.
    status === 'Active' ? '' : status,
  ];
  return {
    id,
    view: () => ({
      label: name,
      description: marks.filter(Boolean).join(' · ') || undefined,
      tooltip: `Namespace ${name}${status ? `: ${status}` : ''}`,
      icon: { name: 'symbol-namespace' },
      contextValue: 'namespace',
      collapsible: 'collapsed',
    }),
    children({ service }) {
      const shown = service.folders.filter(({ namespaced }) => namespaced);
      return Promise.resolve(shown.map((folder) => folderNode(id, context.name, folder, name)));
    },
  };
}
