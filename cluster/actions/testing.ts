import { expect } from 'vitest';
import { memoryCluster, type MemoryCluster } from '../../test/harness/memoryCluster.ts';
import type { ActionId, ActionInput, Actions } from '../actionsApi.ts';
import type { ResourceRef, Result } from '../api.ts';
import { createOwnedIndex } from '../explore/ownedIndex.ts';
import type { JsonObject } from '../values.ts';
import { createActions } from './actions.ts';

export interface Acting extends MemoryCluster {
  readonly actions: Actions;
  /** What a plan says, or why there is none. */
  said(id: ActionId, ref: ResourceRef, input?: ActionInput): Promise<Said>;
  /** What of the requests would change something. */
  writes(): { readonly method: string; readonly path: string; readonly sent: unknown }[];
}

export type Said =
  { readonly lines: readonly string[]; readonly warnings: readonly string[] } | string;

/** The actions of a cluster in memory with these objects. */
export function acting(...objects: readonly JsonObject[]): Acting {
  const cluster = memoryCluster(...objects);
  const { context, watches } = cluster;
  const actions = createActions({ context, watches, readIndex: createOwnedIndex(context) });
  return Object.assign(cluster, {
    actions,
    async said(id: ActionId, ref: ResourceRef, input?: ActionInput): Promise<Said> {
      const plan = await actions.plan(id, { ref }, input);
      if (!plan.ok) return plan.error.message;
      const { lines, warnings } = plan.value;
      return { lines, warnings };
    },
    writes: () =>
      cluster.asked
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path, sent }) => ({ method, path, sent })),
  });
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) expect.fail(result.error.message);
  return result.value;
}
