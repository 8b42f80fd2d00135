// Remembers which pages of a long list were loaded, by node id, so that "Show more" adds to what is there
// and a refresh reads again as much as was seen. Nodes themselves stay immutable.
import type { ClusterError, ResourcePage, ResourceSummary, Result } from '../../cluster/api.ts';
import { isWithin } from './nodes/nodeId.ts';

export interface PagedItems {
  readonly items: readonly ResourceSummary[];
  readonly continueToken?: string;
  readonly remaining?: number;
  /** How many pages the items came in. */
  readonly pageCount: number;
  /** Set when the last read failed; items are then those of before. */
  readonly error?: ClusterError;
}

export type LoadPage = (continueToken?: string) => Promise<Result<ResourcePage>>;

export interface Pages {
  /** What is loaded of a list, a failure included; reads the first page when nothing is. */
  get(nodeId: string, load: LoadPage): Promise<PagedItems>;
  /** What is loaded, without reading anything. */
  peek(nodeId: string): PagedItems | undefined;
  /** Adds the next page. */
  more(nodeId: string, load: LoadPage): Promise<PagedItems>;
  /** Reads everything that was loaded again; true when something is different now. */
  reload(nodeId: string, load: LoadPage): Promise<boolean>;
  /** Drops a node's list and those of the nodes below it; all lists without an id. */
  forget(nodeId?: string): void;
}

export function createPages(): Pages {
  const lists = new Map<string, PagedItems>();

  const keep = (nodeId: string, items: PagedItems): PagedItems => {
    // A read that was called off says nothing about the list.
    if (items.error?.code !== 'cancelled') lists.set(nodeId, items);
    return items;
  };

  const read = async (load: LoadPage, wantedPages: number): Promise<PagedItems> => {
    let list: PagedItems = { items: [], pageCount: 0 };
    do list = append(list, await load(list.continueToken));
    while (!list.error && list.continueToken && list.pageCount < wantedPages);
    return list;
  };

  return {
    async get(nodeId, load) {
      return lists.get(nodeId) ?? keep(nodeId, await read(load, 1));
    },
    peek: (nodeId) => lists.get(nodeId),
    async more(nodeId, load) {
      const known = lists.get(nodeId);
      if (!known?.continueToken) return keep(nodeId, await read(load, 1));
      const longer = append({ ...known, error: undefined }, await load(known.continueToken));
      // The server keeps list positions for some minutes only: begin again, as far as we were.
      if (longer.error?.code === 'list-expired') {
        return keep(nodeId, await read(load, known.pageCount + 1));
      }
      return keep(nodeId, longer);
    },
    async reload(nodeId, load) {
      const known = lists.get(nodeId);
      const fresh = await read(load, known?.pageCount ?? 1);
      // A list that was dropped or grew meanwhile wins over this late answer.
      if (lists.get(nodeId) !== known || fresh.error?.code === 'cancelled') return false;
      // While the cluster does not answer, the last that it said stays, with the failure below it.
      const next = known && fresh.error ? { ...known, error: fresh.error } : fresh;
      keep(nodeId, next);
      return !known || fingerprint(known) !== fingerprint(next);
    },
    forget(aboveId) {
      for (const nodeId of [...lists.keys()]) {
        if (aboveId === undefined || isWithin(nodeId, aboveId)) lists.delete(nodeId);
      }
    },
  };
}

function append(list: PagedItems, page: Result<ResourcePage>): PagedItems {
  if (!page.ok) return { ...list, error: page.error };
  const { items, continueToken, remaining } = page.value;
  return {
    items: [...list.items, ...items],
    continueToken,
    remaining,
    pageCount: list.pageCount + 1,
  };
}

function fingerprint({ items, continueToken, error }: PagedItems): string {
  return JSON.stringify([items, continueToken !== undefined, error?.message]);
}
