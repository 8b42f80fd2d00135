// The lists that are open in the tree, each kept as the cluster has it for as long as somebody can see it and a while longer.
// No `vscode` here.
import type { ListNode, ListReader } from './nodes/node.ts';
import { isWithin } from './nodes/nodeId.ts';
import { OpenList } from './openList.ts';

export interface OpenLists extends ListReader {
  /** Shows more rows. */
  more(nodeId: string): void;
  /** The node that stands for a list that is open. */
  node(nodeId: string): ListNode | undefined;
  /** What can be seen may be something else now: what no longer can is let go after a while, or at once where its node is gone. */
  look(): void;
  /** Reads the lists of a node and below it anew, or all of them. */
  again(nodeId?: string): void;
  /** The same for those alone that are not kept as the cluster has them. */
  catchUp(): void;
  /** No list is open any more. */
  forget(): void;
}

export interface OpenListsOptions {
  /** Whether the rows of a list can be seen: its node is drawn and open, and the view is shown. */
  readonly isSeen: (nodeId: string) => boolean;
  /** Whether its node is in the tree at all. */
  readonly isDrawn: (nodeId: string) => boolean;
  readonly changed: (nodeId: string) => void;
  readonly failed: (error: unknown) => void;
}

export function createOpenLists({ isSeen, isDrawn, changed, failed }: OpenListsOptions): OpenLists {
  const lists = new Map<string, OpenList>();

  const reopen = (list: OpenList) => {
    list.leased().then(
      ({ ok }) => {
        if (!ok) changed(list.node.id);
      },
      (error: unknown) => failed(error),
    );
  };

  return {
    async get(node, ctx, matches) {
      const { id } = node;
      const list = lists.get(id) ?? new OpenList(node, ctx, () => changed(id));
      Object.assign(list, { node, ctx });
      lists.set(id, list);
      return list.rows(matches);
    },
    more: (nodeId) => lists.get(nodeId)?.more(),
    node: (nodeId) => lists.get(nodeId)?.node,
    look() {
      for (const [nodeId, list] of lists) {
        if (!isDrawn(nodeId)) {
          list.drop();
          lists.delete(nodeId);
        } else if (!isSeen(nodeId)) list.unseen();
        else if (list.seen()) reopen(list);
      }
    },
    again(nodeId) {
      for (const { node, lease } of lists.values())
        if (nodeId === undefined || isWithin(node.id, nodeId)) lease?.again();
    },
    catchUp() {
      for (const { lease } of lists.values()) if (lease?.status.state !== 'live') lease?.again();
    },
    forget() {
      for (const list of lists.values()) list.drop();
      lists.clear();
    },
  };
}
