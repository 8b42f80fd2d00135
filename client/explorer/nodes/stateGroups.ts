// Objects of a list in groups by their state, the ones that need somebody first.
import { groupBy } from '../../../shared/groupBy.ts';
import type { Health, ResourceSummary } from '../../../cluster/api.ts';
import { healthIcon } from './resource.ts';
import type { ExplorerNode } from './node.ts';
import { nodeId } from './nodeId.ts';

const urgency: readonly Health[] = ['error', 'warning', 'progressing', 'unknown', 'ok'];

export function stateGroups(
  parent: ExplorerNode,
  items: readonly ResourceSummary[],
  make: (parentId: string) => (summary: ResourceSummary) => ExplorerNode,
): readonly ExplorerNode[] {
  return [...groupBy(items, ({ status }) => status)]
    .map(([status, members]) => groupNode(parent, status, members, make))
    .sort((one, other) => one.rank - other.rank)
    .map(({ node }) => node);
}

function groupNode(
  parent: ExplorerNode,
  status: string,
  members: readonly ResourceSummary[],
  make: (parentId: string) => (summary: ResourceSummary) => ExplorerNode,
): { readonly rank: number; readonly node: ExplorerNode } {
  const id = nodeId(parent.id, '', status);
  const [first] = members;
  const node: ExplorerNode = {
    id,
    view: () => ({
      label: status === '' ? 'No state' : status,
      description: String(members.length),
      ...(first && { icon: healthIcon(first.health) }),
      contextValue: 'group',
      collapsible: 'collapsed',
    }),
    children: () => Promise.resolve(members.map(make(id))),
  };
  return { rank: urgency.indexOf(first?.health ?? 'unknown'), node };
}
