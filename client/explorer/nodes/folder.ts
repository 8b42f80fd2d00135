// A list of one kind, read page by page when it is opened: in one namespace, in all, or cluster-wide. Several chosen
// namespaces are folders of their own, so that each has its pages and its failures.
import { parseApiVersion } from '../../../shared/gvk.ts';
import type { ClusterError, FolderKind, ListQuery, ResourceSummary } from '../../../cluster/api.ts';
import { failureNode, moreNode, noteNode, refusedNode } from './message.ts';
import type { ExplorerNode, NodeContext, PagedNode } from './node.ts';
import { nodeId } from './nodeId.ts';
import { objectNode } from './resourceParts.ts';
import { stateGroups } from './stateGroups.ts';
import type { Scope } from './scope.ts';

/** The folder of a kind as far as the scope goes. */
export function kindFolder(parentId: string, shown: FolderKind, scope: Scope): ExplorerNode {
  const { contextName, namespaces } = scope;
  if (!shown.namespaced || !namespaces) return folderNode(parentId, shown, { contextName });
  const [first, ...others] = namespaces;
  if (others.length === 0) return folderNode(parentId, shown, { contextName, namespace: first });
  const id = nodeId(parentId, groupOf(shown), shown.kind);
  return {
    id,
    view: () => ({
      label: shown.title,
      icon: { name: shown.icon },
      contextValue: 'folder',
      collapsible: 'collapsed',
    }),
    children: () =>
      Promise.resolve(
        namespaces.map((namespace) =>
          folderNode(id, { ...shown, title: namespace }, { contextName, namespace }),
        ),
      ),
  };
}

export interface FolderPlace {
  readonly contextName: string;
  /** Absent: all namespaces, or a kind without. */
  readonly namespace?: string | undefined;
  /** Of objects that belong to something else: `app=web`. */
  readonly labelSelector?: string;
}

export function folderNode(
  parentId: string,
  shown: FolderKind,
  { contextName, ...place }: FolderPlace,
): PagedNode {
  const query: ListQuery = {
    apiVersion: shown.apiVersion,
    kind: shown.kind,
    ...place,
    ...(shown.isPrinted && { isPrinted: true }),
  };
  const node: PagedNode = {
    id: nodeId(parentId, groupOf(shown), shown.kind, place.namespace ?? ''),
    view: () => ({
      label: shown.title,
      icon: { name: shown.icon },
      contextValue: 'folder',
      collapsible: 'collapsed',
    }),
    async loadPage(ctx, continueToken) {
      const session = await ctx.service.session(contextName);
      if (!session.ok) return session;
      const labelSelector = [query.labelSelector, ctx.choices.filter?.labelSelector]
        .filter(Boolean)
        .join(',');
      return session.value.list(
        { ...query, continueToken, ...(labelSelector && { labelSelector }) },
        ctx.signal,
      );
    },
    async children(ctx) {
      const list = await ctx.pages.get(node.id, (token) => node.loadPage(ctx, token));
      const items = list.items.filter((summary) => ctx.choices.filter?.matches(summary) ?? true);
      const found = objectNodes(node, shown, items, { contextName, ctx });
      if (list.error) return [problemNode(node, shown, list.error, found.length > 0), ...found];
      if (list.continueToken) return [...found, moreNode(node, list.remaining)];
      return found.length > 0 ? found : [nothingNode(node, ctx)];
    },
  };
  return node;
}

function objectNodes(
  node: PagedNode,
  shown: FolderKind,
  items: readonly ResourceSummary[],
  { contextName, ctx }: { readonly contextName: string; readonly ctx: NodeContext },
): readonly ExplorerNode[] {
  const { icon, namespaced } = shown;
  const showsNamespace = namespaced && new Set(items.map(({ ref }) => ref.namespace)).size > 1;
  const make = (parentId: string) => (summary: ResourceSummary) =>
    objectNode(parentId, summary, { contextName, icon, showsNamespace }, ctx);
  return shown.byState ? stateGroups(node, items, make) : items.map(make(node.id));
}

function nothingNode(node: PagedNode, { choices }: NodeContext): ExplorerNode {
  return choices.filter
    ? noteNode(node, 'None that the filter lets through', `Filter: ${choices.filter.text}`)
    : noteNode(node, 'None');
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
  return error.code === 'forbidden'
    ? refusedNode(node, error)
    : failureNode(node, error, { isBesideItems });
}

function groupOf({ apiVersion }: FolderKind): string {
  return parseApiVersion(apiVersion)?.group ?? '';
}
