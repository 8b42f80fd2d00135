/** What is shown of the objects of a watched list, as they stand in its pages and in the events of its watch. */
import type { ResourceSummary, WatchQuery } from '../api.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import { rowsOf } from '../requests/tableList.ts';
import type { PrintedItem } from '../requests/tableList.ts';
import type { ClusterKinds } from '../status/clusterKinds.ts';
import { summarize } from '../status/health.ts';
import { isObject, listAt, textAt } from '../values.ts';

export interface Summaries {
  /** Of an object as an event has it, or with what the server prints of it. */
  readonly summaryOf: (
    item: unknown,
    served: Pick<ApiResource, 'apiVersion' | 'kind' | 'isScalable'>,
  ) => ResourceSummary;
}

export function createSummaries(
  { isPrinted = false, roleLabel }: WatchQuery,
  kinds?: ClusterKinds,
): Summaries {
  let definitions: readonly unknown[] = [];

  /** A table with one row: the first one of a watch alone says what its columns are. */
  const printed = (table: unknown): PrintedItem | undefined => {
    const own = listAt(table, 'columnDefinitions');
    if (own.length > 0) definitions = own;
    const whole = isObject(table) ? { ...table, columnDefinitions: definitions } : table;
    return rowsOf(whole)?.[0];
  };

  return {
    summaryOf(item, served) {
      const { object, columns } = isPrinted
        ? (printed(item) ?? (isPrintedItem(item) ? item : { object: item, columns: [] }))
        : { object: item, columns: [] };
      const role = roleLabel && textAt(object, 'metadata', 'labels', roleLabel);
      return {
        ...summarize(object, served, kinds),
        ...(columns.length > 0 && { columns }),
        ...(role && { role }),
      };
    },
  };
}

/** As the pages of a list have it. */
function isPrintedItem(item: unknown): item is PrintedItem {
  return isObject(item) && Array.isArray(item.columns) && 'object' in item;
}
