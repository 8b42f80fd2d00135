// Turns a node's plain view into VS Code's tree item: the only place of the tree that knows how they look.
import * as vscode from 'vscode';
import type { RightId } from '../../cluster/actionsApi.ts';
import { plainText } from '../../shared/plainText.ts';
import type { ClusterAccess } from '../editor/clusterAccess.ts';
import { isResourceNode, type ExplorerNode, type NodeView } from './nodes/node.ts';

export function treeItem(
  node: ExplorerNode,
  access: Pick<ClusterAccess, 'isReadOnly'>,
  lacking: readonly RightId[] = [],
): vscode.TreeItem {
  const view = node.view();
  const label = plainText(view.label);
  const description = view.description && plainText(view.description);
  const item = new vscode.TreeItem(label, collapsibleState(view));
  item.id = node.id;
  item.description = description;
  item.tooltip = view.tooltip && plainText(view.tooltip);
  const changes = isResourceNode(node) && !access.isReadOnly(node.contextName) ? view.changes : [];
  const denied = lacking.map((right) => `no-${right}`);
  item.contextValue = [view.contextValue, ...(changes ?? []), ...denied].join('.');
  item.iconPath = icon(view);
  if (view.command) {
    item.command = { command: view.command.id, title: view.command.title, arguments: [node] };
  }
  item.accessibilityInformation = {
    label: description ? `${label}, ${description}` : label,
  };
  return item;
}

function collapsibleState({ collapsible }: NodeView): vscode.TreeItemCollapsibleState {
  if (collapsible === 'none') return vscode.TreeItemCollapsibleState.None;
  return collapsible === 'expanded'
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

function icon({ icon: wanted }: NodeView): vscode.ThemeIcon | undefined {
  if (!wanted) return undefined;
  return new vscode.ThemeIcon(
    wanted.name,
    wanted.color ? new vscode.ThemeColor(wanted.color) : undefined,
  );
}
