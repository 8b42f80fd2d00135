// One resource: its name, its state as icon and words, and what a person asks next as tooltip. What runs for it, uses it
// or is kept in it stands below.
import { groupOf } from '../../../shared/gvk.ts';
import type { Health, ResourceSummary } from '../../../cluster/api.ts';
import { noChildren } from './message.ts';
import type { ExplorerNode, NodeContext, NodeIcon, ResourceNode } from './node.ts';
import { nodeId } from './nodeId.ts';

export interface ResourceLooks {
  readonly contextName: string;
  /** Of its kind, for an object that has no state. */
  readonly icon?: string;
  /** Beside objects of other namespaces. */
  readonly showsNamespace?: boolean;
  /** Its kind, beside objects of other kinds. */
  readonly showsKind?: boolean;
  /** It is known which pods run for it. */
  readonly hasPods?: boolean;
}

/** What stands below a resource. */
export type Below = (
  node: ResourceNode,
  summary: ResourceSummary,
  ctx: NodeContext,
) => Promise<readonly ExplorerNode[]>;

export function resourceNode(
  parentId: string,
  summary: ResourceSummary,
  looks: ResourceLooks,
  below?: Below,
): ResourceNode {
  const { ref } = summary;
  const group = groupOf(ref.apiVersion);
  const id = nodeId(
    parentId,
    ...(looks.showsKind ? [group, ref.kind] : []),
    ref.namespace ?? '',
    ref.name,
  );
  const isEntered = looks.hasPods === true || (group === '' && ref.kind === 'Pod');
  return {
    id,
    contextName: looks.contextName,
    ref,
    uid: summary.uid,
    summary,
    view: () => ({
      label: ref.name,
      description: description(summary, looks),
      tooltip: tooltip(summary),
      icon: iconOf(summary, looks.icon),
      contextValue: `resource.${ref.kind}${looks.hasPods ? '.pods' : ''}`,
      changes: ['edit', ...(isEntered ? ['enter'] : []), 'delete', ...(summary.actions ?? [])],
      collapsible: below ? 'collapsed' : 'none',
      command: { id: 'dataPlatform.openResource', title: 'Open as YAML' },
    }),
    children(ctx) {
      return below ? below(this, summary, ctx) : noChildren();
    },
  };
}

const icons: Readonly<Record<Health, NodeIcon>> = {
  ok: { name: 'pass-filled', color: 'testing.iconPassed' },
  progressing: { name: 'sync', color: 'charts.blue' },
  warning: { name: 'warning', color: 'list.warningForeground' },
  error: { name: 'error', color: 'list.errorForeground' },
  unknown: { name: 'circle-outline' },
};

export function healthIcon(health: Health): NodeIcon {
  return icons[health];
}

function iconOf(summary: ResourceSummary, kindIcon: string | undefined): NodeIcon {
  if (summary.terminating) return { name: 'trash', color: 'list.warningForeground' };
  if (summary.status === '' && kindIcon !== undefined) return { name: kindIcon };
  return icons[summary.health];
}

/** Columns that a row has room for. */
const mostColumns = 3;

function description(summary: ResourceSummary, looks: ResourceLooks): string {
  const { ref, columns = [] } = summary;
  return [
    looks.showsKind ? ref.kind : undefined,
    looks.showsNamespace ? ref.namespace : undefined,
    summary.role,
    summary.terminating ? 'Terminating' : summary.status,
    summary.isDefault ? 'default' : undefined,
    summary.ready,
    summary.restarts ? `${summary.restarts} restarts` : undefined,
    summary.capacity,
    summary.boundTo && `→ ${summary.boundTo}`,
    summary.provisioner,
    ...columns.slice(0, mostColumns).map(({ title, value }) => `${title}: ${value}`),
  ]
    .filter(Boolean)
    .join(' · ');
}

function tooltip(summary: ResourceSummary): string {
  const { ref, columns = [] } = summary;
  const lines = [
    `${ref.kind} ${ref.name}`,
    ref.namespace && `Namespace: ${ref.namespace}`,
    summary.role && `Role: ${summary.role}`,
    summary.status && `Status: ${summary.status}`,
    summary.detail,
    summary.isDefault && 'Used for claims that name no class',
    summary.node && `Node: ${summary.node}`,
    summary.storageClass && `Storage class: ${summary.storageClass}`,
    summary.boundTo && `Bound to: ${summary.boundTo}`,
    ...columns.map(({ title, value }) => `${title}: ${value}`),
    summary.createdAt && `Created: ${summary.createdAt}`,
  ];
  return lines.filter(Boolean).join('\n');
}
