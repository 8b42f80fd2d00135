/** What the containers of a pod ask for together, as the scheduler counts. */
import type { ContainerFacts } from './facts.ts';

export type AskingContainer = Pick<
  ContainerFacts,
  'isInitial' | 'isSidecar' | 'requests' | 'limits'
>;

/**
 * In whole units (cores, bytes). Init containers run one after the other before the others, each beside the sidecars that
 * started before it: the most of both counts. A request that is not set is as large as the limit.
 */
export function podAmount(
  containers: readonly AskingContainer[],
  side: 'requests' | 'limits',
  resource: string,
): number {
  let sidecars = 0;
  let before = 0;
  let together = 0;
  for (const { isInitial, isSidecar, requests, limits } of containers) {
    const limit = limits[resource] ?? 0;
    const amount = side === 'limits' ? limit : (requests[resource] ?? limit);
    if (isSidecar) sidecars += amount;
    else if (!isInitial) together += amount;
    if (isInitial) before = Math.max(before, sidecars + (isSidecar ? 0 : amount));
  }
  return Math.max(together + sidecars, before);
}

/** Whether it is an init container that goes on running beside the others. */
export function isSidecar(restartPolicy: string | undefined, isInitial: boolean): boolean {
  return isInitial && restartPolicy === 'Always';
}
