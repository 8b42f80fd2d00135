// What VS Code has of the tree: which nodes it was given, what they look like now, and what is folded. A node that only looks
// otherwise is drawn by itself, so that selection, focus and all other rows stay as they are. No `vscode` here.
import { isResourceNode, type ExplorerNode } from './nodes/node.ts';
import { isWithin } from './nodes/nodeId.ts';

interface Drawn {
  /** As VS Code was given it, and knows it. */
  readonly element: ExplorerNode;
  /** As it is now. */
  latest: ExplorerNode;
  /** Ids, once they were asked for. */
  children?: readonly string[];
}

/** Elements to be drawn again; a list with all its rows, or single rows of it. */
export type Difference = readonly ExplorerNode[];

export class DrawnTree {
  readonly #drawn = new Map<string, Drawn>();
  readonly #folded = new Set<string>();
  #roots: readonly string[] = [];

  /** VS Code has these children of a node now, or of the whole tree. */
  drew(parent: ExplorerNode | undefined, children: readonly ExplorerNode[]): void {
    const ids = children.map(({ id }) => id);
    const above = parent && this.#drawn.get(parent.id);
    const before = parent ? (above?.children ?? []) : this.#roots;
    if (above) above.children = ids;
    if (!parent) this.#roots = ids;
    const kept = new Set(ids);
    for (const id of before) if (!kept.has(id)) this.#forget(id);
    for (const node of children) {
      const known = this.#drawn.get(node.id);
      this.#drawn.set(node.id, {
        element: node,
        latest: node,
        ...(known?.children && { children: known.children }),
      });
    }
  }

  has(nodeId: string): boolean {
    return this.#drawn.has(nodeId);
  }

  element(nodeId: string): ExplorerNode | undefined {
    return this.#drawn.get(nodeId)?.element;
  }

  /** The node as it is now that stands for what VS Code was given. */
  latest(element: ExplorerNode): ExplorerNode {
    const drawn = this.#drawn.get(element.id);
    return drawn?.element === element ? drawn.latest : element;
  }

  folded(nodeId: string): void {
    this.#folded.add(nodeId);
  }

  unfolded(nodeId: string): void {
    this.#folded.delete(nodeId);
  }

  /** Whether the children of a node can be seen: neither it nor one above it is folded. */
  isOpen(nodeId: string): boolean {
    return ![...this.#folded].some((above) => isWithin(nodeId, above));
  }

  /** What is to be drawn so that a node has these children, which stand for its rows from now on. */
  difference(nodeId: string, children: readonly ExplorerNode[]): Difference {
    const drawn = this.#drawn.get(nodeId);
    if (!drawn?.children) return [];
    const before = drawn.children.map((id) => this.#drawn.get(id));
    const isSameList =
      before.length === children.length &&
      children.every((node, at) => isSameThing(node, before[at]?.latest));
    if (!isSameList) return [drawn.element];
    return children.flatMap((node, at) => {
      const row = before[at];
      if (!row) return [];
      const isSame = looksSame(node, row.latest);
      row.latest = node;
      return isSame ? [] : [row.element];
    });
  }

  #forget(nodeId: string): void {
    const drawn = this.#drawn.get(nodeId);
    this.#drawn.delete(nodeId);
    this.#folded.delete(nodeId);
    for (const id of drawn?.children ?? []) this.#forget(id);
  }
}

/** An object that was made again under its name is another one: commands are for the one that is seen. */
function isSameThing(one: ExplorerNode, other: ExplorerNode | undefined): boolean {
  if (one.id !== other?.id) return false;
  return !isResourceNode(one) || !isResourceNode(other) || one.uid === other.uid;
}

/** Most rows of a long list have not changed: they are told by what they show, without being drawn. */
function looksSame(one: ExplorerNode, other: ExplorerNode): boolean {
  if (isResourceNode(one) && isResourceNode(other) && one.summary === other.summary) return true;
  return JSON.stringify(one.view()) === JSON.stringify(other.view());
}
