// A list of one kind in one namespace (or cluster-wide), read page by page when it is opened.
import type { ClusterError, FolderKind, ListQuery } from '../../../cluster/api.ts';
import { parseApiVersion } from '../../../shared/gvk.ts';
import { failureNode, moreNode, noteNode } from './message.ts';
import type { ExplorerNode, PagedNode } from './node.ts';
import { nodeId } from './nodeId.ts';
import { resourceNode } from './resource.ts';

export function folderNode(
  parentId: string,
  contextName: string,
  shown: FolderKind,
  namespace?: string,
): PagedNode {
  const query: ListQuery = { apiVersion: shown.apiVersion, kind: shown.kind, namespace };
  const node: PagedNode = {
    id: nodeId(parentId, parseApiVersion(shown.apiVersion)?.group ?? '', shown.kind),
    view: () => ({
      label: shown.title,
      icon: { name: shown.icon },
      contextValue: 'folder',
      collapsible: 'collapsed',
    }),
    async loadPage(ctx, continueToken) {
      const session = await ctx.service.session(contextName);
      if (!session.ok) return session;
      return session.value.list({ ...query, continueToken }, ctx.signal);
    },
    async children(ctx) {
      const list = await ctx.pages.get(node.id, (token) => node.loadPage(ctx, token));
      const found: ExplorerNode[] = list.items.map((summary) =>
        resourceNode(node.id, contextName, summary),
      );
      if (list.error) return [problemNode(node, shown, list.error, found.length > 0), ...found];
      if (list.continueToken) return [...found, moreNode(node, list.remaining)];
      return found.length > 0 ? found : [noteNode(node, 'None')];
    },
  };
  return node;
}

function problemNode(
  node: PagedNode,
  shown: FolderKind,
  error: ClusterError,
  isBesideItems: boolean,
): ExplorerNode {
  if (error.isGroupAbsent && shown.absent !== undefined)
    return noteNode(node, shown.absent, error.message);
  if (error.code === 'kind-unknown') return noteNode(node, 'Not served here', error.message);
  return failureNode(node, error, { isBesideItems });
}
