// The cluster explorer: contexts, the one in use opened, its namespaces and what a data platform lives on.
// Nothing is read before the view is shown. Nodes know their children; pages.ts remembers long lists;
// refresh.ts decides when to read again.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';
import type { ClusterAccess } from '../editor/clusterAccess.ts';
import { logError, type Log } from '../log.ts';
import type { ExplorerChoices } from './choices.ts';
import { rootNodes } from './nodes/contexts.ts';
import { failureNode } from './nodes/message.ts';
import { isPagedNode, type ExplorerNode, type NodeContext, type PagedNode } from './nodes/node.ts';
import { createOpenLists, type OpenLists } from './openLists.ts';
import { createPages, type Pages } from './pages.ts';
import { createRefresh } from './refresh.ts';
import { treeItem } from './treeItem.ts';
import { explorerViewId } from './viewId.ts';

export interface Explorer extends Disposable {
  /** Reads a node's list again, or everything. */
  refresh(node?: ExplorerNode): void;
  /** Adds the next page to a long list. */
  showMore(node: PagedNode): Promise<void>;
}

interface ExplorerParts {
  readonly access: ClusterAccess;
  readonly choices: ExplorerChoices;
  readonly log: Log;
}

export function createExplorer({ access, choices, log }: ExplorerParts): Explorer {
  const changed = new vscode.EventEmitter<ExplorerNode | ExplorerNode[] | undefined>();
  const pages = createPages();
  const openLists = createOpenLists(pages);
  const reader = createReader({ access, choices, log }, pages, openLists);

  const view = vscode.window.createTreeView<ExplorerNode>(explorerViewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItem,
      getChildren: async (node) => [...(await reader.children(node))],
    },
    showCollapseAll: true,
  });

  const refresh = createRefresh({
    run: async () => {
      const ctx = await reader.context();
      if (!ctx) return true;
      const { didAnswer, different } = await openLists.readAgain(ctx, () => view.visible);
      // All at the end: only those that differ are drawn again.
      if (different.length > 0) changed.fire([...different]);
      return didAnswer;
    },
    failed: (error) => logError(log, 'explorer: refresh', error),
  });

  const refreshAll = () => {
    reader.beginAnew();
    pages.forget();
    openLists.forget();
    changed.fire(undefined);
  };

  const setActive = () => {
    refresh.setActive(view.visible && vscode.window.state.focused);
  };
  const listeners = [
    view.onDidChangeVisibility(setActive),
    vscode.window.onDidChangeWindowState(setActive),
    view.onDidExpandElement(({ element }) => openLists.expanded(element.id)),
    view.onDidCollapseElement(({ element }) => openLists.collapsed(element.id)),
    access.onDidChange(refreshAll),
    choices.onDidChange(refreshAll),
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
      const ctx = await reader.context();
      if (!ctx) return;
      await pages.more(node.id, (token) => node.loadPage(ctx, token));
      changed.fire(node);
    },
    dispose() {
      for (const one of [reader, refresh, ...listeners, view, changed]) one.dispose();
    },
  };
}

/** Reads nodes' children through the gate to clusters. */
function createReader({ access, choices, log }: ExplorerParts, pages: Pages, openLists: OpenLists) {
  let reading = new AbortController();

  const context = async (): Promise<NodeContext | undefined> => {
    const gate = await access.service();
    if (!gate.ok) return undefined;
    return {
      service: gate.service,
      pages,
      signal: reading.signal,
      isProtected: (name) => access.isProtected(name),
      choices,
    };
  };

  return {
    context,
    async children(node?: ExplorerNode): Promise<readonly ExplorerNode[]> {
      try {
        const ctx = await context();
        if (!ctx) return [];
        if (!node) return await roots(ctx);
        if (isPagedNode(node)) openLists.opened(node);
        return await node.children(ctx);
      } catch (error) {
        logError(log, `explorer: children of ${node?.id ?? 'the root'}`, error);
        const message = `Unexpected failure: ${errorMessage(error)}`;
        return [failureNode(node, { code: 'server-error', message, causes: [] })];
      }
    },
    /** What is being read is not waited for any longer. */
    beginAnew() {
      reading.abort();
      reading = new AbortController();
    },
    dispose() {
      reading.abort();
    },
  };
}

async function roots(ctx: NodeContext): Promise<readonly ExplorerNode[]> {
  const nodes = await rootNodes(ctx);
  await vscode.commands.executeCommand(
    'setContext',
    'dataPlatform.noKubeconfig',
    nodes.length === 0,
  );
  return nodes;
}
