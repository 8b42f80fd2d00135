// What a tree node is: plain data and a way to its children. No `vscode` here; treeItem.ts converts.
import type { ClusterService, ResourcePage, ResourceRef, Result } from '../../../cluster/api.ts';
import type { ExplorerChoices } from '../choices.ts';
import type { Pages } from '../pages.ts';

/** A theme icon and colour by name; colours are VS Code theme colour ids. */
export interface NodeIcon {
  readonly name: string;
  readonly color?: string;
}

export interface NodeView {
  readonly label: string;
  /** Grey text after the label: status in words, so that colour is never the only carrier. */
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: NodeIcon;
  /**
   * `noun` or `noun.state`, for menus: `context.closed`, `context.current`, `context.other`, `context.broken`,
   * `section`, `folder`, `group`, `namespace`, `resource`, `release`, `secretKey`, `line`, `message`, `message.retry`, `more`.
   */
  readonly contextValue: string;
  readonly collapsible: 'none' | 'collapsed' | 'expanded';
  /** Run when the node is chosen; it gets the node as its only argument. */
  readonly command?: { readonly id: string; readonly title: string };
}

export interface ExplorerNode {
  /** Stable across refreshes, so that selection and expansion survive. */
  readonly id: string;
  view(): NodeView;
  children(ctx: NodeContext): Promise<readonly ExplorerNode[]>;
}

export interface NodeContext {
  readonly service: ClusterService;
  readonly pages: Pages;
  readonly signal: AbortSignal;
  /** True for contexts that the user's settings protect. */
  isProtected(contextName: string): boolean;
  /** What the user chose of the tree. */
  readonly choices: Pick<ExplorerChoices, 'isOpen' | 'namespacesOf' | 'filter'>;
}

/** A node that stands for one resource of one context. */
export interface ResourceNode extends ExplorerNode {
  readonly contextName: string;
  readonly ref: ResourceRef;
  readonly uid?: string;
}

/** A node that stands for one context. */
export interface ContextNode extends ExplorerNode {
  readonly contextName: string;
}

/** A node whose children come page by page. */
export interface PagedNode extends ExplorerNode {
  /** Reads one page; without a token the first. */
  loadPage(ctx: NodeContext, continueToken?: string): Promise<Result<ResourcePage>>;
}

/** Stands where the children of `parent` would be; without one, for the whole tree. */
export interface MessageNode extends ExplorerNode {
  readonly parent?: ExplorerNode;
}

/** Stands for the pages of `parent` that were not read yet. */
export interface MoreNode extends ExplorerNode {
  readonly parent: PagedNode;
}

export function isMessageNode(value: ExplorerNode): value is MessageNode {
  return value.view().contextValue.startsWith('message');
}

export function isMoreNode(value: unknown): value is MoreNode {
  return isNode(value) && 'parent' in value && value.view().contextValue === 'more';
}

export function isResourceNode(value: unknown): value is ResourceNode {
  return isNode(value) && 'ref' in value && 'contextName' in value;
}

export function isContextNode(value: unknown): value is ContextNode {
  return isNode(value) && 'contextName' in value && value.view().contextValue.startsWith('context');
}

export function isPagedNode(value: ExplorerNode): value is PagedNode {
  return 'loadPage' in value;
}

export function isNode(value: unknown): value is ExplorerNode {
  return typeof value === 'object' && value !== null && 'id' in value && 'view' in value;
}
