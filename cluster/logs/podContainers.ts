/** The containers of a pod, and whether they can still write something. */
import { isObject, listAt, numberAt, objectAt, textAt } from '../values.ts';

/** In the order in which a reader looks for them: those that do the work first. */
export function containersOf(pod: unknown): readonly string[] {
  const lists = ['containers', 'ephemeralContainers', 'initContainers'];
  return lists
    .flatMap((list) => listAt(pod, 'spec', list))
    .flatMap((container) => textAt(container, 'name') ?? []);
}

export interface ContainerState {
  /** `over`: it ended, and nobody starts it again. */
  readonly state: 'running' | 'waiting' | 'over';
  /** How often it was started again. */
  readonly restarts: number;
  /** Why it waits or ended, in the words of the node. */
  readonly reason?: string;
}

/** What the pod says of its container. */
export function containerState(pod: unknown, container: string): ContainerState {
  const status = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses']
    .flatMap((list) => listAt(pod, 'status', list))
    .find((item) => textAt(item, 'name') === container);
  const restarts = numberAt(status, 'restartCount') ?? 0;
  const state = objectAt(status, 'state');
  if (isObject(state.running)) return { state: 'running', restarts };
  const reason = reasonOf(pod, state);
  const isOver = isPodOver(pod) || (isObject(state.terminated) && !isStartedAgain(pod, container));
  return { state: isOver ? 'over' : 'waiting', restarts, ...(reason && { reason }) };
}

function reasonOf(pod: unknown, state: unknown): string | undefined {
  return (
    textAt(state, 'waiting', 'reason') ??
    textAt(state, 'terminated', 'reason') ??
    textAt(pod, 'status', 'reason') ??
    textAt(pod, 'status', 'phase')
  );
}

/** No container of it is started again. */
export function isPodOver(pod: unknown): boolean {
  const phase = textAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

/** By the policy of the container, else of its pod. What only prepares a pod ends when it is done. */
function isStartedAgain(pod: unknown, container: string): boolean {
  const named = (list: string) =>
    listAt(pod, 'spec', list).find((item) => textAt(item, 'name') === container);
  const preparing = named('initContainers');
  const own = textAt(preparing ?? named('containers'), 'restartPolicy');
  if (preparing !== undefined) return own === 'Always';
  if (named('containers') === undefined) return false;
  return (own ?? textAt(pod, 'spec', 'restartPolicy') ?? 'Always') !== 'Never';
}
