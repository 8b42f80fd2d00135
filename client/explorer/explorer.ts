// The cluster explorer: contexts, their namespaces and what a data platform lives on. Nothing is read before the view is shown,
// and no cluster is called before a context is opened. Nodes know their children; openLists.ts keeps their lists as the cluster
// has them; drawnTree.ts knows what is to be drawn of a change, redraw.ts when.
import { errorMessage } from '../../shared/errorWords.ts';
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';
import type { ClusterAccess } from '../editor/clusterAccess.ts';
import { logError, type Log } from '../log.ts';
import type { ExplorerChoices } from './choices.ts';
import { DrawnTree } from './drawnTree.ts';
import { findNode } from './findNode.ts';
import { rootNodes } from './nodes/contexts.ts';
import { failureNode } from './nodes/message.ts';
import {
  isGroupNode,
  type ExplorerNode,
  type ListNode,
  type NodeContext,
  type ResourceHandle,
} from './nodes/node.ts';
import { createOpenLists, type OpenLists } from './openLists.ts';
import { createRedraw } from './redraw.ts';
import { createRowRights, type RowRights } from './rowRights.ts';
import { treeItem } from './treeItem.ts';
import { explorerViewId } from './viewId.ts';

export interface Explorer extends Disposable {
  /** Reads a node's lists anew, or everything. */
  refresh(node?: ExplorerNode): void;
  /** Something was changed by us: reads the lists anew that do not follow the cluster by themselves. */
  catchUp(): void;
  /** Shows more rows of a long list. */
  showMore(node: ListNode): void;
  /** Opens the context and selects the row of an object; false where the tree does not show it. */
  reveal(object: ResourceHandle): Promise<boolean>;
  /** The rows that are selected. */
  selected(): readonly ExplorerNode[];
}

interface ExplorerParts {
  readonly access: ClusterAccess;
  readonly choices: ExplorerChoices;
  readonly log: Log;
}

export function createExplorer({ access, choices, log }: ExplorerParts): Explorer {
  const changed = new vscode.EventEmitter<ExplorerNode[] | undefined>();
  const tree = new DrawnTree();
  const lists: OpenLists = createOpenLists({
    isSeen: (nodeId) => view.visible && tree.isOpen(nodeId),
    isDrawn: (nodeId) => tree.has(nodeId),
    changed: (nodeId) => redraw.soon(nodeId),
    failed: (error) => logError(log, 'explorer: a list', error),
  });
  const reader = createReader({ access, choices, log }, { tree, lists });
  const redraw = createRedraw({
    async draw(nodeIds) {
      const elements = await Promise.all(nodeIds.map((nodeId) => reader.difference(nodeId)));
      if (elements.flat().length > 0) changed.fire(elements.flat());
    },
    failed: (error) => logError(log, 'explorer: drawing', error),
  });
  const finder = createFinder(reader);
  const rights = readRights(reader, tree, { changed, log });
  const view = createView(changed.event, { access, tree, reader, finder, rights });

  const draw = (nodeId: string | undefined) => {
    const element = nodeId === undefined ? undefined : tree.element(nodeId);
    changed.fire(element && [element]);
  };
  const look = () => {
    redraw.setVisible(view.visible);
    lists.look();
  };
  const listeners = [
    ...followFolding(view, tree, look),
    followSelection(view, tree, rights),
    access.onDidChange(() => {
      reader.beginAnew();
      rights.forget();
      lists.forget();
      draw(undefined);
    }),
    // The cluster is the same: lists that are shown as before are not read anew.
    choices.onDidChange(() => draw(undefined)),
  ];
  look();

  return {
    refresh(node) {
      access.tryLoginAgain();
      lists.again(node?.id);
      draw(node?.id);
    },
    catchUp: () => lists.catchUp(),
    showMore({ id }) {
      lists.more(id);
      draw(id);
    },
    reveal: (object) => revealRow(object, { choices, finder, view }),
    selected: () => view.selection.map((node) => tree.latest(node)),
    dispose() {
      lists.forget();
      for (const one of [reader, redraw, rights, ...listeners, view, changed]) one.dispose();
    },
  };
}

interface ViewParts {
  readonly access: ClusterAccess;
  readonly tree: DrawnTree;
  readonly reader: ReturnType<typeof createReader>;
  readonly finder: ReturnType<typeof createFinder>;
  readonly rights: RowRights;
}

function createView(
  onDidChangeTreeData: vscode.Event<ExplorerNode[] | undefined>,
  { access, tree, reader, finder, rights }: ViewParts,
): vscode.TreeView<ExplorerNode> {
  return vscode.window.createTreeView<ExplorerNode>(explorerViewId, {
    treeDataProvider: {
      onDidChangeTreeData,
      getTreeItem: (element) => treeItem(tree.latest(element), access, rights.lacking(element.id)),
      getChildren: async (element) => [...(await reader.children(element))],
      getParent: (element) => finder.parentOf(element),
    },
    showCollapseAll: true,
    canSelectMany: true,
  });
}

/** Asks the cluster of a row; one that lacks another right than before is drawn anew. */
function readRights(
  { context }: Pick<ReturnType<typeof createReader>, 'context'>,
  tree: DrawnTree,
  {
    changed,
    log,
  }: { readonly changed: vscode.EventEmitter<ExplorerNode[] | undefined>; readonly log: Log },
): RowRights {
  return createRowRights({
    async refusal({ contextName, ref }, right) {
      const ctx = await context();
      const session = await ctx?.service.session(contextName);
      return session?.ok ? session.value.rights.refusal(right, ref, ctx?.signal) : undefined;
    },
    changed({ id }) {
      const element = tree.element(id);
      if (element) changed.fire([element]);
    },
    failed: (error) => logError(log, 'explorer: rights', error),
  });
}

function followSelection(
  view: vscode.TreeView<ExplorerNode>,
  tree: DrawnTree,
  rights: RowRights,
): vscode.Disposable {
  return view.onDidChangeSelection(({ selection }) =>
    rights.selected(selection.map((node) => tree.latest(node))),
  );
}

interface RevealParts {
  readonly choices: ExplorerChoices;
  readonly finder: ReturnType<typeof createFinder>;
  readonly view: vscode.TreeView<ExplorerNode>;
}

async function revealRow(
  object: ResourceHandle,
  { choices, finder, view }: RevealParts,
): Promise<boolean> {
  if (!choices.isOpen(object.contextName)) choices.open(object.contextName);
  const row = await finder.find(object);
  if (row) await view.reveal(row, { select: true, focus: true, expand: false });
  return row !== undefined;
}

/** Looks for rows that may not have been drawn yet. */
function createFinder({ context }: Pick<ReturnType<typeof createReader>, 'context'>) {
  /** Of the nodes on the way to the row that was looked for last. */
  const parents = new Map<string, ExplorerNode>();
  return {
    parentOf: (node: ExplorerNode) => parents.get(node.id),
    async find(object: ResourceHandle): Promise<ExplorerNode | undefined> {
      const ctx = await context();
      const way = (ctx && (await findNode(await roots(ctx), object, ctx))) ?? [];
      parents.clear();
      for (const [at, above] of way.entries()) {
        const below = way[at + 1];
        if (below) parents.set(below.id, above);
      }
      return way.at(-1);
    },
  };
}

/** Calls `look` when what can be seen may be something else. */
function followFolding(
  view: vscode.TreeView<ExplorerNode>,
  tree: DrawnTree,
  look: () => void,
): readonly vscode.Disposable[] {
  return [
    view.onDidChangeVisibility(look),
    view.onDidExpandElement(({ element }) => {
      tree.unfolded(element.id);
      look();
    }),
    view.onDidCollapseElement(({ element }) => {
      tree.folded(element.id);
      look();
    }),
  ];
}

interface ReaderParts {
  readonly tree: DrawnTree;
  readonly lists: OpenLists;
}

/** Reads nodes' children through the gate to clusters. */
function createReader({ access, choices, log }: ExplorerParts, { tree, lists }: ReaderParts) {
  let reading = new AbortController();

  const context = async (): Promise<NodeContext | undefined> => {
    const gate = await access.service();
    if (!gate.ok) return undefined;
    return {
      service: gate.service,
      lists,
      signal: reading.signal,
      isProtected: (name) => access.isProtected(name),
      isReadOnly: (name) => access.isReadOnly(name),
      choices,
    };
  };

  const childrenOf = async (node?: ExplorerNode): Promise<readonly ExplorerNode[]> => {
    try {
      const ctx = await context();
      if (!ctx) return [];
      return await (node ? node.children(ctx) : roots(ctx));
    } catch (error) {
      logError(log, `explorer: children of ${node?.id ?? 'the root'}`, error);
      const message = `Unexpected failure: ${errorMessage(error)}`;
      return [failureNode(node, { code: 'server-error', message, causes: [] })];
    }
  };

  return {
    /** For VS Code, which has them from then on. */
    async children(element?: ExplorerNode): Promise<readonly ExplorerNode[]> {
      const children = await childrenOf(element && tree.latest(element));
      tree.drew(element, children);
      lists.look();
      return children;
    },
    context,
    /** What is to be drawn of a list that has changed. */
    async difference(nodeId: string): Promise<readonly ExplorerNode[]> {
      const node = lists.node(nodeId);
      if (!node) return [];
      const rows = await childrenOf(node);
      const different = tree.difference(nodeId, rows);
      const groups = await Promise.all(
        rows
          .filter(isGroupNode)
          .map(async (group) => tree.difference(group.id, await childrenOf(group))),
      );
      return [...different, ...groups.flat()];
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
