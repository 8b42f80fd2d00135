/** The watches of one session: one for each list that somebody holds a lease on, none for any other. */
import { errorMessage } from '../../shared/errorWords.ts';
import type { Disposable, WatchLease, WatchQuery } from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { HeldObjects, wholeObjects } from './heldObjects.ts';
import type { HeldObjectsLease, Keeping } from './heldObjects.ts';
import { ListWatch } from './listWatch.ts';
import type { WatchSink, WatchSource } from './listWatch.ts';
import { Outage } from './outage.ts';
import { querySource } from './querySource.ts';
import { SharedList } from './sharedList.ts';
import { createSummaries } from './summaries.ts';
import { defaultLimits } from './watchLimits.ts';
import type { WatchLimits } from './watchLimits.ts';

export interface Watches extends Disposable {
  /** `onChange` is called after each change of the list or of how it stands, at most once a turn. */
  lease(query: WatchQuery, onChange: () => void): WatchLease;
  /** Whole objects for one reader, by a watch of its own. */
  objects(query: WatchQuery, onChange: () => void): HeldObjectsLease;
  /** What one reader makes of the objects, by a watch of its own: of those that are nothing to it, nothing is kept. */
  kept<T>(query: WatchQuery, keeping: Keeping<T>, onChange: () => void): HeldObjectsLease<T>;
}

export function createWatches(
  context: ResourceContext,
  limits: Partial<WatchLimits> = {},
): Watches {
  const lists = new Map<string, SharedList>();
  const outage = new Outage();
  const closed = new AbortController();

  const run = (source: WatchSource, sink: WatchSink, kind: string) =>
    running(new ListWatch(source, sink, outage, { ...defaultLimits, ...limits }), {
      closed: closed.signal,
      failed(error) {
        const message = `Unexpected failure while watching ${kind}: ${errorMessage(error)}. Refresh to begin again`;
        sink.tell({ state: 'stale', error: clusterError('server-error', message) });
      },
    });

  const begin = (query: WatchQuery, key: string): SharedList => {
    const source = querySource(context, query);
    const { summaryOf } = createSummaries(query, context.kinds);
    const list = new SharedList({
      summarize: (item) => summaryOf(item, source.served),
      again: () => watch.again(),
      unused() {
        watch.stop();
        if (lists.get(key) === list) lists.delete(key);
      },
    });
    const watch = run(source, list, query.kind);
    lists.set(key, list);
    return list;
  };

  const kept = <T>(query: WatchQuery, keeping: Keeping<T>, onChange: () => void) => {
    const held = new HeldObjects(keeping, onChange);
    const watch = run(querySource(context, query), held, query.kind);
    return {
      get status() {
        return held.status;
      },
      objects: () => held.objects(),
      dispose: () => watch.stop(),
    };
  };

  return {
    lease(query, onChange) {
      const key = keyOf(query);
      return (lists.get(key) ?? begin(query, key)).lease(onChange);
    },
    objects: (query, onChange) => kept(query, wholeObjects, onChange),
    kept,
    dispose: () => closed.abort(),
  };
}

interface RunningOptions {
  readonly closed: AbortSignal;
  readonly failed: (error: unknown) => void;
}

/** Begins to watch; what failed in a way that nobody foresaw can be begun again. */
function running(watch: ListWatch, { closed, failed }: RunningOptions) {
  const stop = new AbortController();
  let isRunning = false;
  const start = () => {
    isRunning = true;
    watch.run(AbortSignal.any([stop.signal, closed])).catch((error: unknown) => {
      isRunning = false;
      failed(error);
    });
  };
  start();
  return {
    again() {
      watch.again();
      if (!isRunning) start();
    },
    stop: () => stop.abort(),
  };
}

function keyOf(query: WatchQuery): string {
  const { apiVersion, kind, namespace, labelSelector, fieldSelector, isPrinted, roleLabel } = query;
  return JSON.stringify([
    apiVersion,
    kind,
    namespace,
    labelSelector,
    fieldSelector,
    isPrinted,
    roleLabel,
  ]);
}
