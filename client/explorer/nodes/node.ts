// What a tree node is: plain data and a way to its children. No `vscode` here; treeItem.ts converts.
import type {
  ClusterError,
  ClusterService,
  ResourceRef,
  ResourceSummary,
  Result,
  WatchQuery,
} from '../../../cluster/api.ts';
import type { ExplorerChoices } from '../choices.ts';

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
   * `section`, `folder`, `group`, `namespace`, `resource.Pod`, `resource.Deployment.pods` (it is known which pods run for it), `release`, `secretKey`, `line`, `message`, `message.retry`, `more`; `.pinned` at the end of a favourite.
   */
  readonly contextValue: string;
  /** What can be done to change it, each a word after `contextValue` for menus, but in contexts that are read-only. */
  readonly changes?: readonly string[];
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
  readonly lists: ListReader;
  readonly signal: AbortSignal;
  /** True for contexts that the user's settings protect. */
  isProtected(contextName: string): boolean;
  /** True for contexts in which the user's settings let nothing be changed. */
  isReadOnly(contextName: string): boolean;
  /** What the user chose of the tree. */
  readonly choices: Pick<ExplorerChoices, 'isOpen' | 'namespacesOf' | 'pinsOf' | 'filter'>;
}

/** Where nodes have the rows of their lists from. */
export interface ListReader {
  /** A list as it is now, or those of it that match; the first call opens it and waits for its first page. */
  get(node: ListNode, ctx: NodeContext, matches?: Matches): Promise<ShownList>;
}

/** What is shown of a list. */
export interface ShownList {
  readonly items: readonly ResourceSummary[];
  /** How many more there are. */
  readonly more: number;
  /** Why there are none, or why they may be old. */
  readonly error?: ClusterError;
  /** Why they are read again each minute only. */
  readonly polledBecause?: ClusterError;
}

/** Which objects are to be shown. */
export type Matches = (item: ResourceSummary) => boolean;

/** A node that stands for one resource of one context. */
export interface ResourceNode extends ExplorerNode {
  readonly contextName: string;
  readonly ref: ResourceRef;
  readonly uid?: string;
  /** What it shows. An object that has not changed has the same one in each reading of its list. */
  readonly summary: ResourceSummary;
}

/** A node that stands for one context. */
export interface ContextNode extends ExplorerNode {
  readonly contextName: string;
}

/** A node whose children are a list of the cluster. */
export interface ListNode extends ExplorerNode {
  /** Which list, found out when the node is opened; undefined where there can be nothing in it. */
  source(ctx: NodeContext): Promise<Result<ListSource | undefined>>;
}

export interface ListSource {
  readonly contextName: string;
  readonly query: WatchQuery;
}

/** Stands where the children of `parent` would be; without one, for the whole tree. */
export interface MessageNode extends ExplorerNode {
  readonly parent?: ExplorerNode;
}

/** Stands for the rows of `parent` that are not shown yet. */
export interface MoreNode extends ExplorerNode {
  readonly parent: ListNode;
}

export function isMessageNode(value: ExplorerNode): value is MessageNode {
  return value.view().contextValue.startsWith('message');
}

export function isMoreNode(value: unknown): value is MoreNode {
  return isNode(value) && 'parent' in value && value.view().contextValue === 'more';
}

/** Some rows of the list that it stands in, put together. */
export function isGroupNode(value: ExplorerNode): boolean {
  return value.view().contextValue === 'group';
}

export function isResourceNode(value: unknown): value is ResourceNode {
  return isNode(value) && isResourceHandle(value) && 'summary' in value;
}

/** What a command needs of a resource: a row of the tree, or a link on a page. */
export interface ResourceHandle {
  readonly contextName: string;
  readonly ref: ResourceRef;
  readonly uid?: string;
}

export function isResourceHandle(value: unknown): value is ResourceHandle {
  return typeof value === 'object' && value !== null && 'ref' in value && 'contextName' in value;
}

export function isContextNode(value: unknown): value is ContextNode {
  return isNode(value) && 'contextName' in value && value.view().contextValue.startsWith('context');
}

export function isNode(value: unknown): value is ExplorerNode {
  return typeof value === 'object' && value !== null && 'id' in value && 'view' in value;
}
