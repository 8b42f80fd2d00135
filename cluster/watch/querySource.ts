/** Where a watched list is read from: the pages and the changes of a kind, at the address that the server has for it. */
import type { WatchQuery } from '../api.ts';
import { resourcePath, withResource } from '../discovery/discovery.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import { servedResource } from '../discovery/servedVersion.ts';
import { readPage } from '../requests/listPage.ts';
import type { ListPage } from '../requests/listPage.ts';
import { tableForm } from '../requests/tableList.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { WatchSource } from './listWatch.ts';

export interface QuerySource extends WatchSource {
  /** The kind as the server serves it, as far as it is known. */
  readonly served: Pick<ApiResource, 'apiVersion' | 'kind' | 'isScalable'>;
}

/** The kind's address is looked up for each list, from what discovery keeps: a definition may be made anew. */
export function querySource(context: ResourceContext, query: WatchQuery): QuerySource {
  const { discovery, connection } = context;
  const { namespace, labelSelector, fieldSelector, isPrinted } = query;
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
        const how = { namespace, labelSelector, fieldSelector, isPrinted, signal };
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
        ...(fieldSelector && { fieldSelector }),
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
