// The cluster explorer: contexts, the one in use opened, its namespaces and what a data platform lives on.
// Nothing is read before the view is shown. Nodes know their children; pages.ts remembers long lists;
// refresh.ts decides when to read again.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';
import type { ClusterAccess } from '../editor/clusterAccess.ts';
import { logError, type Log } from '../log.ts';
import { rootNodes } from './nodes/contexts.ts';
import { failureNode } from './nodes/message.ts';
import { isPagedNode, type ExplorerNode, type NodeContext, type PagedNode } from './nodes/node.ts';
import { createPages, type PagedItems } from './pages.ts';
import { createRefresh } from './refresh.ts';
import { treeItem } from './treeItem.ts';
import { explorerViewId } from './viewId.ts';

export interface Explorer extends Disposable {
  /** Reads a node's list again, or everything. */
  refresh(node?: ExplorerNode): void;
  /** Adds the next page to a long list. */
  showMore(node: PagedNode): Promise<void>;
}

export function createExplorer(access: ClusterAccess, log: Log): Explorer {
  const changed = new vscode.EventEmitter<ExplorerNode | ExplorerNode[] | undefined>();
  const pages = createPages();
  /** Lists that were opened, by node id; and what was folded since, which hides the lists below it. */
  const openLists = new Map<string, PagedNode>();
  const collapsed = new Set<string>();
  let reading = new AbortController();

  const nodeContext = async (): Promise<NodeContext | undefined> => {
    const gate = await access.service();
    if (!gate.ok) return undefined;
    return {
      service: gate.service,
      pages,
      signal: reading.signal,
      isProtected: (name) => access.isProtected(name),
    };
  };

  const roots = async (ctx: NodeContext): Promise<readonly ExplorerNode[]> => {
    const nodes = await rootNodes(ctx);
    await vscode.commands.executeCommand(
      'setContext',
      'dataPlatform.noKubeconfig',
      nodes.length === 0,
    );
    return nodes;
  };

  const children = async (node?: ExplorerNode): Promise<readonly ExplorerNode[]> => {
    try {
      const ctx = await nodeContext();
      if (!ctx) return [];
      if (!node) return await roots(ctx);
      if (isPagedNode(node)) openLists.set(node.id, node);
      return await node.children(ctx);
    } catch (error) {
      logError(log, `explorer: children of ${node?.id ?? 'the root'}`, error);
      const message = `Unexpected failure: ${errorMessage(error)}`;
      return [failureNode(node, { code: 'server-error', message, causes: [] })];
    }
  };

  const provider: vscode.TreeDataProvider<ExplorerNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: async (node) => [...(await children(node))],
  };
  const view = vscode.window.createTreeView(explorerViewId, {
    treeDataProvider: provider,
    showCollapseAll: true,
  });

  const isHidden = (id: string) =>
    [...collapsed].some((above) => id === above || id.startsWith(`${above}/`));

  /** One quiet round over the open lists: only those that differ are drawn again. */
  const readAgain = async (): Promise<boolean> => {
    const ctx = await nodeContext();
    if (!ctx) return true;
    let didAnswer = true;
    const different: string[] = [];
    for (const node of [...openLists.values()]) {
      if (ctx.signal.aborted || !view.visible) break;
      if (!pages.peek(node.id) || isHidden(node.id)) continue;
      const isDifferent = await pages.reload(node.id, (token) => node.loadPage(ctx, token));
      if (isDifferent) different.push(node.id);
      didAnswer &&= !isFailing(pages.peek(node.id));
    }
    // Drawn at the end and by what is shown now: drawing a list makes the nodes below it anew.
    const redrawn = different.map((id) => openLists.get(id)).filter((node) => node !== undefined);
    if (redrawn.length > 0) changed.fire(redrawn);
    return didAnswer;
  };
  const refresh = createRefresh({
    run: readAgain,
    failed: (error) => {
      logError(log, 'explorer: refresh', error);
    },
  });

  const refreshAll = () => {
    reading.abort();
    reading = new AbortController();
    pages.forget();
    openLists.clear();
    changed.fire(undefined);
  };

  const setActive = () => {
    refresh.setActive(view.visible && vscode.window.state.focused);
  };
  const listeners = [
    view.onDidChangeVisibility(setActive),
    vscode.window.onDidChangeWindowState(setActive),
    view.onDidExpandElement(({ element }) => collapsed.delete(element.id)),
    view.onDidCollapseElement(({ element }) => collapsed.add(element.id)),
    access.onDidChange(refreshAll),
  ];
  setActive();

  return {
    refresh(node) {
      access.tryLoginAgain();
      if (node) {
        pages.forget(node.id);
        changed.fire(node);
      } else refreshAll();
    },
    async showMore(node) {
      const ctx = await nodeContext();
      if (!ctx) return;
      await pages.more(node.id, (token) => node.loadPage(ctx, token));
      changed.fire(node);
    },
    dispose() {
      reading.abort();
      refresh.dispose();
      for (const one of [...listeners, view, changed]) one.dispose();
    },
  };
}

/** A kind that the cluster does not have, or that the user may not read, is an answer. */
function isFailing(list: PagedItems | undefined): boolean {
  const code = list?.error?.code;
  return code !== undefined && code !== 'kind-unknown' && code !== 'forbidden';
}
