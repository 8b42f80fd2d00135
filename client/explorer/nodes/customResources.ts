// All kinds that are none of Kubernetes' own, by their API groups, with the columns that the server prints.
import { groupBy } from '../../../shared/groupBy.ts';
import { groupOf } from '../../../shared/gvk.ts';
import type { FolderKind } from '../../../cluster/api.ts';
import type { ServedKind } from '../../../cluster/exploreApi.ts';
import { kindFolder } from './folder.ts';
import { noteNode } from './message.ts';
import type { ContextNode, ExplorerNode, NodeContext } from './node.ts';
import { nodeId } from './nodeId.ts';
import { reading } from './reading.ts';
import type { Scope } from './scope.ts';
import { sectionView } from './sections.ts';

export function customResourcesNode(parentId: string, scope: Scope): ContextNode {
  const { contextName } = scope;
  const node: ContextNode = {
    id: nodeId(parentId, '', 'custom'),
    contextName,
    view: () => sectionView('Custom Resources', 'extensions'),
    async children(ctx) {
      const kinds = await reading(node, ctx, (session) => session.explore.kinds(ctx.signal));
      if (!kinds.ok) return [kinds.node];
      const custom = kinds.value.filter(({ isCustom }) => isCustom);
      const groups = groupBy(custom, ({ apiVersion }) => groupOf(apiVersion));
      if (groups.size === 0)
        return [noteNode(node, 'This cluster serves kinds of Kubernetes alone')];
      return [...groups.keys()]
        .sort()
        .map((group) => groupNode(node.id, group, groups.get(group) ?? [], scope));
    },
  };
  return node;
}

function groupNode(
  parentId: string,
  group: string,
  kinds: readonly ServedKind[],
  scope: Scope,
): ExplorerNode {
  const id = nodeId(parentId, group);
  return {
    id,
    view: () => ({
      label: group,
      description: String(kinds.length),
      icon: { name: 'symbol-class' },
      contextValue: 'group',
      collapsible: 'collapsed',
    }),
    children: (ctx) =>
      Promise.resolve(kinds.map((kind) => kindFolder(id, folderOf(kind, ctx), scope))),
  };
}

/** The folder of a kind that a cluster serves, as its system describes it or the server prints it. */
export function folderOf(kind: ServedKind, { service }: NodeContext): FolderKind {
  const { apiVersion, kind: title, namespaced } = kind;
  const known = service.folders.find(
    (folder) => folder.kind === title && groupOf(folder.apiVersion) === groupOf(apiVersion),
  );
  return {
    ...{ title, icon: 'symbol-object' },
    ...known,
    ...{ apiVersion, kind: title, namespaced },
    ...(!service.isDescribed(kind) && { isPrinted: true }),
  };
}
