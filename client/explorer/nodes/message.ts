// Lines of the tree that are not things: a failure with a way to try again, "nothing here", "show more".
import type { ClusterError, ClusterErrorCode } from '../../../cluster/api.ts';
import type {
  ContextNode,
  ExplorerNode,
  ListNode,
  MessageNode,
  MoreNode,
  NodeIcon,
  NodeView,
  ShownList,
} from './node.ts';
import { nodeId } from './nodeId.ts';

/**
 * A failure in the tree: short, the whole message as tooltip, a click tries again. Without a parent it stands
 * for the whole tree. `isBesideItems`: what was read before the failure is still shown.
 */
export function failureNode(
  parent: ExplorerNode | undefined,
  error: ClusterError,
  { isBesideItems = false } = {},
): MessageNode {
  return {
    id: nodeId(parent?.id, '', 'failure'),
    parent,
    view: () => ({
      label: failureLabel(error),
      description: isBesideItems ? 'these may be old · click to try again' : 'click to try again',
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
    id: nodeId(parent.id, '', 'note'),
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

/** What the user may not read is no failure: one quiet line with the server's reason. */
export function refusedNode(parent: ExplorerNode, error: ClusterError): MessageNode {
  return {
    id: nodeId(parent.id, '', 'refused'),
    parent,
    view: () => ({
      label: failureLabel(error),
      tooltip: error.message,
      icon: { name: 'lock' },
      contextValue: 'message',
      collapsible: 'none',
    }),
    children: noChildren,
  };
}

/** Why something cannot be shown: a failure, or what the user may not read. */
export function problemNode(
  parent: ExplorerNode,
  error: ClusterError,
  options: { readonly isBesideItems?: boolean } = {},
): MessageNode {
  return error.code === 'forbidden'
    ? refusedNode(parent, error)
    : failureNode(parent, error, options);
}

/** A line that only says something; `part` tells it from others below the same node. */
export function lineNode(
  parent: ExplorerNode,
  part: string,
  label: string,
  { description, icon = { name: 'info' } }: { description?: string; icon?: NodeIcon } = {},
): ExplorerNode {
  return {
    id: nodeId(parent.id, '', 'line', part),
    view: () => ({
      label,
      description,
      tooltip: description === undefined ? label : `${label}: ${description}`,
      icon,
      contextValue: 'line',
      collapsible: 'none',
    }),
    children: noChildren,
  };
}

/** A line that does something for a context when it is chosen. */
export function actionNode(
  parent: { readonly id: string; readonly contextName: string },
  part: string,
  look: Pick<NodeView, 'label' | 'description' | 'command'>,
): ContextNode {
  return {
    id: nodeId(parent.id, '', 'action', part),
    contextName: parent.contextName,
    view: () => ({
      ...look,
      icon: { name: 'info' },
      contextValue: 'action',
      collapsible: 'none',
    }),
    children: noChildren,
  };
}

/** The rows of a list with what is to be said of it: a problem above them, how many more there are below. */
export function beside(
  parent: ListNode,
  { more, polledBecause }: ShownList,
  rows: readonly ExplorerNode[],
  problem?: ExplorerNode,
): readonly ExplorerNode[] {
  return [
    ...(problem ? [problem] : []),
    ...(polledBecause ? [noteNode(parent, 'Read once a minute', polledBecause.message)] : []),
    ...rows,
    ...(more > 0 ? [moreNode(parent, more)] : []),
  ];
}

function moreNode(parent: ListNode, more: number): MoreNode {
  return {
    id: nodeId(parent.id, '', 'more'),
    parent,
    view: () => ({
      label: 'Show more',
      description: `${more} more`,
      icon: { name: 'ellipsis' },
      contextValue: 'more',
      collapsible: 'none',
      command: { id: 'dataPlatform.showMore', title: 'Show More' },
    }),
    children: noChildren,
  };
}

export function noChildren(): Promise<readonly ExplorerNode[]> {
  return Promise.resolve([]);
}

function failureIcon({ code }: ClusterError): NodeIcon {
  if (code === 'forbidden' || code === 'unauthorized' || code === 'login-failed') {
    return { name: 'lock', color: 'list.warningForeground' };
  }
  return { name: 'error', color: 'list.errorForeground' };
}

/** A tree row shows some forty characters; the tooltip has the rest. */
function failureLabel(error: ClusterError): string {
  const { code, verb, resource } = error;
  if (code === 'forbidden') return `Not allowed to ${verb ?? 'read'} ${resource ?? 'this'}`;
  return shortLabels[code] ?? firstLine(error.message);
}

const shortLabels: Partial<Record<ClusterErrorCode, string>> = {
  'kubeconfig-broken': 'Kubeconfig cannot be read',
  'context-missing': 'Context is missing',
  'cluster-missing': 'Cluster is missing in the kubeconfig',
  'user-missing': 'User is missing in the kubeconfig',
  'certificate-file-missing': 'File of the kubeconfig is missing',
  'exec-plugin-missing': 'Credential plugin is missing',
  'exec-plugin-failed': 'Credential plugin failed',
  'exec-plugin-timeout': 'Credential plugin takes too long',
  'login-failed': 'Login has failed',
  unreachable: 'Cluster cannot be reached',
  tls: 'Certificate is not trusted',
  unauthorized: 'Sign-in was refused (401)',
  timeout: 'Cluster takes too long to answer',
};

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
