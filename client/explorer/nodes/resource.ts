// One resource: its name, its status as icon and words, and what a person asks next as tooltip.
import type { Health, ResourceSummary } from '../../../cluster/api.ts';
import { noChildren } from './message.ts';
import type { NodeIcon, ResourceNode } from './node.ts';
import { nodeId } from './nodeId.ts';

export function resourceNode(
  folderId: string,
  contextName: string,
  summary: ResourceSummary,
): ResourceNode {
  const { ref } = summary;
  return {
    id: nodeId(folderId, ref.namespace ?? '', ref.name),
    contextName,
    ref,
    uid: summary.uid,
    view: () => ({
      label: ref.name,
      description: description(summary),
      tooltip: tooltip(summary),
      icon: healthIcon(summary),
      contextValue: 'resource',
      collapsible: 'none',
      command: { id: 'dataPlatform.openResource', title: 'Open as YAML' },
    }),
    children: noChildren,
  };
}

const icons: Record<Health, NodeIcon> = {
  ok: { name: 'pass-filled', color: 'testing.iconPassed' },
  progressing: { name: 'sync', color: 'charts.blue' },
  warning: { name: 'warning', color: 'list.warningForeground' },
  error: { name: 'error', color: 'list.errorForeground' },
  unknown: { name: 'circle-outline' },
};

function healthIcon(summary: ResourceSummary): NodeIcon {
  if (summary.terminating) return { name: 'trash', color: 'list.warningForeground' };
  if (summary.ref.kind === 'StorageClass') return { name: 'database' };
  return icons[summary.health];
}

function description(summary: ResourceSummary): string {
  return [
    summary.terminating ? 'Terminating' : summary.status,
    summary.isDefault ? 'default' : undefined,
    summary.ready,
    summary.restarts ? `${summary.restarts} restarts` : undefined,
    summary.capacity,
    summary.boundTo && `→ ${summary.boundTo}`,
    summary.provisioner,
  ]
    .filter(Boolean)
    .join(' · ');
}

function tooltip(summary: ResourceSummary): string {
  const { ref } = summary;
  const lines = [
    `${ref.kind} ${ref.name}`,
    ref.namespace && `Namespace: ${ref.namespace}`,
    summary.status && `Status: ${summary.status}`,
    summary.detail,
    summary.isDefault && 'Used for claims that name no class',
    summary.node && `Node: ${summary.node}`,
    summary.storageClass && `Storage class: ${summary.storageClass}`,
    summary.boundTo && `Bound to: ${summary.boundTo}`,
    summary.createdAt && `Created: ${summary.createdAt}`,
  ];
  return lines.filter(Boolean).join('\n');
}
