// A list of one kind, kept as the cluster has it from the moment that it is opened: in one namespace, in all, or
// cluster-wide. Several chosen namespaces are folders of their own, so that each has its rows and its failures.
import { groupOf } from '../../../shared/gvk.ts';
import type {
  ClusterError,
  FolderKind,
  ResourceSummary,
  WatchQuery,
} from '../../../cluster/api.ts';
import { beside, noteNode, problemNode } from './message.ts';
import type { ExplorerNode, ListNode, NodeContext, NodeView } from './node.ts';
import { nodeId } from './nodeId.ts';
import { objectNode } from './resourceParts.ts';
import { stateGroups } from './stateGroups.ts';
import type { FolderHandle } from '../pins.ts';
import type { Scope } from './scope.ts';

/** The folder of a kind as far as the scope goes. */
export function kindFolder(
  parentId: string,
  shown: FolderKind,
  scope: Scope,
): ExplorerNode & FolderHandle {
  const { contextName, namespaces } = scope;
  if (!shown.namespaced || !namespaces) return folderNode(parentId, shown, { contextName });
  const [first, ...others] = namespaces;
  if (others.length === 0) return folderNode(parentId, shown, { contextName, namespace: first });
  const id = nodeId(parentId, ...partsOf(shown));
  return {
    ...{ id, contextName, folder: { shown, namespaces } },
    view: () => folderView(shown),
    children: () =>
      Promise.resolve(
        namespaces.map((namespace) =>
          folderNode(id, { ...shown, title: namespace, note: '' }, { contextName, namespace }),
        ),
      ),
  };
}

function folderView({ title, purpose, note = purpose, icon }: FolderKind): NodeView {
  return {
    label: title,
    ...(note && { description: note }),
    icon: { name: icon },
    contextValue: 'folder',
    collapsible: 'collapsed',
  };
}

export interface FolderPlace {
  readonly contextName: string;
  /** Absent: all namespaces, or a kind without. */
  readonly namespace?: string | undefined;
}

export function folderNode(
  parentId: string,
  shown: FolderKind,
  { contextName, ...place }: FolderPlace,
): ListNode & FolderHandle {
  const query: WatchQuery = {
    apiVersion: shown.apiVersion,
    kind: shown.kind,
    ...place,
    ...(shown.labelSelector && { labelSelector: shown.labelSelector }),
    ...(shown.isPrinted && { isPrinted: true }),
  };
  const { namespace } = place;
  const folder = { shown, ...(namespace !== undefined && { namespaces: [namespace] }) };
  const node: ListNode & FolderHandle = {
    ...{ contextName, folder },
    id: nodeId(parentId, ...partsOf(shown), namespace ?? ''),
    view: () => folderView(shown),
    source(ctx) {
      const labelSelector = [query.labelSelector, ctx.choices.filter?.labelSelector]
        .filter(Boolean)
        .join(',');
      const value = { contextName, query: { ...query, ...(labelSelector && { labelSelector }) } };
      return Promise.resolve({ ok: true, value });
    },
    async children(ctx) {
      const { filter } = ctx.choices;
      const list = await ctx.lists.get(node, ctx, filter && ((item) => filter.matches(item)));
      const found = objectNodes(node, shown, list.items, { contextName, ctx });
      const problem = list.error && listProblem(node, list.error, found.length > 0);
      if (found.length > 0) return beside(node, list, found, problem);
      return beside(node, list, [problem ?? nothingNode(node, ctx)]);
    },
  };
  return node;
}

function objectNodes(
  node: ListNode,
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

function nothingNode(node: ListNode, { choices }: NodeContext): ExplorerNode {
  return choices.filter
    ? noteNode(node, 'None that the filter lets through', `Filter: ${choices.filter.text}`)
    : noteNode(node, 'None');
}

function listProblem(node: ListNode, error: ClusterError, isBesideItems: boolean): ExplorerNode {
  return error.code === 'kind-unknown'
    ? noteNode(node, 'Not served here', error.message)
    : problemNode(node, error, { isBesideItems });
}

/** Two folders below one node differ in one of these. */
function partsOf({ apiVersion, kind, labelSelector }: FolderKind): readonly string[] {
  return [groupOf(apiVersion), kind, ...(labelSelector === undefined ? [] : [labelSelector])];
}
