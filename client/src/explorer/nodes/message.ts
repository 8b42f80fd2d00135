// Lines of the tree that are not things: a failure with a way to try again, "nothing here", "show more".
import type { ClusterError } from '../../cluster/api.ts';
import type { ExplorerNode, MessageNode, MoreNode, NodeIcon, PagedNode } from './node.ts';

/** A failure in the tree: what the error says, retried by a click. Without a parent the whole tree is. */
export function failureNode(parent: ExplorerNode | undefined, error: ClusterError): MessageNode {
  return {
    id: `${parent?.id ?? 'root'}/failure`,
    parent,
    view: () => ({
      label: firstSentence(error.message),
      description: 'click to try again',
      tooltip: error.message,
      icon: failureIcon(error),
      contextValue: 'message.retry',
      collapsible: 'none',
      command: { id: 'dataPlatform.refreshExplorer', title: 'Try Again' },
    }),
    children: noChildren,
  };
}

export function noteNode(parent: ExplorerNode, label: string, tooltip?: string): MessageNode {
  return {
    id: `${parent.id}/note`,
    parent,
    view: () => ({
      label,
      tooltip,
      icon: { name: 'info' },
      contextValue: 'message',
      collapsible: 'none',
    }),
    children: noChildren,
  };
}

export function moreNode(parent: PagedNode, remaining: number | undefined): MoreNode {
  return {
    id: `${parent.id}/more`,
    parent,
    view: () => ({
      label: 'Show more',
      description: remaining === undefined ? undefined : `${remaining} more`,
      icon: { name: 'ellipsis' },
      contextValue: 'more',
      collapsible: 'none',
      command: { id: 'dataPlatform.showMore', title: 'Show More' },
    }),
    children: noChildren,
  };
}

export async function noChildren(): Promise<readonly ExplorerNode[]> {
  return [];
}

function failureIcon({ code }: ClusterError): NodeIcon {
  if (code === 'forbidden' || code === 'unauthorized') {
    return { name: 'lock', color: 'list.warningForeground' };
  }
  return { name: 'error', color: 'list.errorForeground' };
}

/** The tree has one line; the tooltip has the rest. */
function firstSentence(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
