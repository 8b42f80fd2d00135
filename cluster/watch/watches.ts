/** The watches of one session: one for each list that somebody holds a lease on, none for any other. */
import { errorMessage } from '../../shared/errorWords.ts';
import type { Disposable, WatchLease, WatchQuery } from '../api.ts';
import { resourcePath, withResource } from '../discovery/discovery.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import { servedResource } from '../discovery/servedVersion.ts';
import { clusterError } from '../errors/errors.ts';
import { readPage } from '../requests/listPage.ts';
import type { ListPage } from '../requests/listPage.ts';
import { tableForm } from '../requests/tableList.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { ListWatch } from './listWatch.ts';
import type { WatchSource } from './listWatch.ts';
import { Outage } from './outage.ts';
import { SharedList } from './sharedList.ts';
import { createSummaries } from './summaries.ts';
import { defaultLimits } from './watchLimits.ts';
import type { WatchLimits } from './watchLimits.ts';

export interface Watches extends Disposable {
  /** `onChange` is called after each change of the list or of how it stands, at most once a turn. */
  lease(query: WatchQuery, onChange: () => void): WatchLease;
}

export function createWatches(
  context: ResourceContext,
  limits: Partial<WatchLimits> = {},
): Watches {
  const lists = new Map<string, SharedList>();
  const outage = new Outage();
  const closed = new AbortController();

  const begin = (query: WatchQuery, key: string): SharedList => {
    const stop = new AbortController();
    const source = sourceOf(context, query);
    const { summaryOf } = createSummaries(query, context.kinds);
    const list = new SharedList({
      summarize: (item) => summaryOf(item, source.served),
      again() {
        watch.again();
        if (!isRunning) start();
      },
      unused() {
        stop.abort();
        if (lists.get(key) === list) lists.delete(key);
      },
    });
    const watch = new ListWatch(source, list, outage, {
      ...defaultLimits,
      ...limits,
    });
    let isRunning = false;
    const start = () => {
      isRunning = true;
      watch.run(AbortSignal.any([stop.signal, closed.signal])).catch((error: unknown) => {
        isRunning = false;
        const message = `Unexpected failure while watching ${query.kind}: ${errorMessage(error)}. Refresh to begin again`;
        list.tell({ state: 'stale', error: clusterError('server-error', message) });
      });
    };
    start();
    lists.set(key, list);
    return list;
  };

  return {
    lease(query, onChange) {
      const { apiVersion, kind, namespace, labelSelector, isPrinted, roleLabel } = query;
      const key = JSON.stringify([
        apiVersion,
        kind,
        namespace,
        labelSelector,
        isPrinted,
        roleLabel,
      ]);
      return (lists.get(key) ?? begin(query, key)).lease(onChange);
    },
    dispose: () => closed.abort(),
  };
}

interface QuerySource extends WatchSource {
  /** The kind as the server serves it, as far as it is known. */
  readonly served: Pick<ApiResource, 'apiVersion' | 'kind'>;
}

/** The kind's address is looked up for each list, from what discovery keeps: a definition may be made anew. */
function sourceOf(context: ResourceContext, query: WatchQuery): QuerySource {
  const { discovery, connection } = context;
  const { namespace, labelSelector, isPrinted } = query;
  let served: ApiResource | undefined;
  return {
    get served() {
      return served ?? query;
    },
    async page(position, signal) {
      const found = await servedResource(context, query, signal);
      if (!found.ok) return found;
      const read = (resource: ApiResource) => {
        served = resource;
        const how = { namespace, labelSelector, isPrinted, signal };
        return readPage(connection, resource, { ...position, ...how });
      };
      const page = await withResource(discovery, found.value, read, signal);
      return page.ok ? { ok: true, value: withColumns(page.value) } : page;
    },
    async open(resourceVersion, timeoutSeconds, signal) {
      const found = served
        ? { ok: true as const, value: served }
        : await servedResource(context, query, signal);
      if (!found.ok) return found;
      const { value: resource } = found;
      const within = resource.namespaced ? namespace : undefined;
      const parameters = new URLSearchParams({
        watch: '1',
        allowWatchBookmarks: 'true',
        resourceVersion,
        timeoutSeconds: String(timeoutSeconds),
        ...(labelSelector && { labelSelector }),
        ...(isPrinted && { includeObject: 'Object' }),
      });
      return connection.stream({
        method: 'GET',
        path: `${resourcePath(resource, within)}?${parameters.toString()}`,
        ...(isPrinted && { accept: tableForm }),
        verb: 'watch',
        resource: resource.resource,
        ...(within && { namespace: within }),
        signal,
        repeatable: true,
      });
    },
  };
}

/** Each object with what the server prints of it, as `Summaries` takes both. */
function withColumns(page: ListPage): ListPage {
  const { items, printed } = page;
  if (!printed) return page;
  return { ...page, items: items.map((object, at) => ({ object, columns: printed[at] ?? [] })) };
}
