// A list of one kind in one namespace (or cluster-wide), read page by page when it is opened.
import type { ClusterError, ListQuery } from '../../../cluster/api.ts';
import { failureNode, moreNode, noteNode } from './message.ts';
import type { ExplorerNode, PagedNode } from './node.ts';
import { resourceNode } from './resource.ts';

/** What a folder shows. Adding a kind to the tree is one line in one of the two lists below. */
export interface FolderKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly title: string;
  readonly icon: string;
  /** Shown when the cluster does not serve the kind; without it that is a failure as any other. */
  readonly absent?: string;
}

export const namespacedFolders: readonly FolderKind[] = [
  { apiVersion: 'v1', kind: 'Pod', title: 'Pods', icon: 'package' },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    title: 'Persistent Volume Claims',
    icon: 'archive',
  },
  {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    title: 'Spark Applications',
    icon: 'zap',
    absent: 'The Spark operator is not installed in this cluster',
  },
];

export const clusterFolders: readonly FolderKind[] = [
  { apiVersion: 'v1', kind: 'PersistentVolume', title: 'Persistent Volumes', icon: 'database' },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    title: 'Storage Classes',
    icon: 'layers',
  },
  { apiVersion: 'v1', kind: 'Node', title: 'Nodes', icon: 'server' },
];

export function folderNode(
  parentId: string,
  contextName: string,
  shown: FolderKind,
  namespace?: string,
): PagedNode {
  const query: ListQuery = { apiVersion: shown.apiVersion, kind: shown.kind, namespace };
  const node: PagedNode = {
    id: `${parentId}/${shown.kind}`,
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
  const isAbsent = error.code === 'kind-unknown' && shown.absent !== undefined;
  if (isAbsent) return noteNode(node, shown.absent, error.message);
  return failureNode(node, error, { isBesideItems });
}
