// The long lists that are open in the tree: which of them are read again, and which are to be drawn anew. No `vscode` here.
import type { Pages, PagedItems } from './pages.ts';
import type { NodeContext, PagedNode } from './nodes/node.ts';
import { isWithin } from './nodes/nodeId.ts';

export interface OpenLists {
  /** Its children are shown from now on. */
  opened(node: PagedNode): void;
  /** A node was folded, which hides the lists below it, or unfolded again. */
  collapsed(nodeId: string): void;
  expanded(nodeId: string): void;
  /** One quiet round over the lists that can be seen, as long as `isVisible` says so. */
  readAgain(ctx: NodeContext, isVisible: () => boolean): Promise<Round>;
  /** No list is open any more. */
  forget(): void;
}

export interface Round {
  /** The cluster answered for every list. */
  readonly didAnswer: boolean;
  /** Lists that differ from what is drawn. */
  readonly different: readonly PagedNode[];
}

export function createOpenLists(pages: Pages): OpenLists {
  const lists = new Map<string, PagedNode>();
  const folded = new Set<string>();
  const isHidden = (id: string) => [...folded].some((above) => isWithin(id, above));

  return {
    opened: (node) => void lists.set(node.id, node),
    collapsed: (nodeId) => void folded.add(nodeId),
    expanded: (nodeId) => void folded.delete(nodeId),
    async readAgain(ctx, isVisible) {
      let didAnswer = true;
      const different: string[] = [];
      for (const node of [...lists.values()]) {
        if (ctx.signal.aborted || !isVisible()) break;
        if (!pages.peek(node.id) || isHidden(node.id)) continue;
        const isDifferent = await pages.reload(node.id, (token) => node.loadPage(ctx, token));
        if (isDifferent) different.push(node.id);
        didAnswer &&= !isFailing(pages.peek(node.id));
      }
      // By what is shown now: drawing a list makes the nodes below it anew.
      const shown = different.map((id) => lists.get(id)).filter((node) => node !== undefined);
      return { didAnswer, different: shown };
    },
    forget: () => lists.clear(),
  };
}

/** A kind that the cluster does not have, or that the user may not read, is an answer. */
function isFailing(list: PagedItems | undefined): boolean {
  const code = list?.error?.code;
  return code !== undefined && code !== 'kind-unknown' && code !== 'forbidden';
}
