/** What a Pod is up to, told by the container that is worst off, as `kubectl get pods` tells it. */
import type { Health } from '../api.ts';
import type { StatusParts } from './statusParts.ts';
import { at, listAt, numberAt, textAt } from '../values.ts';

export function podStatus(object: unknown): StatusParts {
  const init = listAt(object, 'status', 'initContainerStatuses');
  const main = listAt(object, 'status', 'containerStatuses');
  const wanted = listAt(object, 'spec', 'containers').length || main.length;
  const ready = main.filter((item) => at(item, 'ready') === true).length;
  const restarts = [...init, ...main].reduce<number>(
    (sum, item) => sum + (numberAt(item, 'restartCount') ?? 0),
    0,
  );
  const node = textAt(object, 'spec', 'nodeName');
  return {
    ...verdict(object, init, main, ready === wanted),
    ready: `${ready}/${wanted}`,
    restarts,
    ...(node && { node }),
  };
}

type Verdict = Pick<StatusParts, 'status' | 'health' | 'detail'>;

function verdict(
  object: unknown,
  init: readonly unknown[],
  main: readonly unknown[],
  allReady: boolean,
): Verdict {
  const phase = textAt(object, 'status', 'phase') ?? 'Unknown';
  const reason = textAt(object, 'status', 'reason'); // Evicted, NodeLost, …
  const message = textAt(object, 'status', 'message');
  if (phase === 'Succeeded') return { status: 'Succeeded', health: 'ok' };
  const trouble = [...init, ...main]
    .map((item) => containerTrouble(item, phase))
    .find((item) => item);
  if (phase === 'Failed') {
    const detail = message ?? trouble?.detail;
    return {
      status: reason ?? trouble?.status ?? 'Failed',
      health: 'error',
      ...(detail && { detail }),
    };
  }
  if (trouble) return trouble;
  const unscheduled = listAt(object, 'status', 'conditions').find(
    (item) => textAt(item, 'type') === 'PodScheduled' && textAt(item, 'status') === 'False',
  );
  if (phase === 'Pending' && unscheduled) {
    const detail = textAt(unscheduled, 'message');
    const gated = textAt(unscheduled, 'reason') === 'SchedulingGated';
    return {
      status: gated ? 'SchedulingGated' : 'Unschedulable',
      health: 'warning',
      ...(detail && { detail }),
    };
  }
  if (phase === 'Pending')
    return { status: waitingReason([...init, ...main]) ?? 'Pending', health: 'progressing' };
  if (phase === 'Running')
    return allReady
      ? { status: 'Running', health: 'ok' }
      : { status: 'NotReady', health: 'progressing' };
  return { status: reason ?? phase, health: 'unknown', ...(message && { detail: message }) };
}

/** Waiting reasons that pass by themselves. */
const HARMLESS = new Set(['ContainerCreating', 'PodInitializing']);

function containerTrouble(container: unknown, phase: string): Verdict | undefined {
  const name = textAt(container, 'name') ?? '';
  const waiting = textAt(container, 'state', 'waiting', 'reason');
  const text =
    textAt(container, 'state', 'waiting', 'message') ??
    textAt(container, 'state', 'terminated', 'message');
  const detail = `Container ${name}${text ? `: ${text}` : ''}`;
  if (waiting && !HARMLESS.has(waiting)) return { status: waiting, health: 'error', detail };
  const exitCode = numberAt(container, 'state', 'terminated', 'exitCode');
  if (exitCode === undefined || exitCode === 0) return undefined;
  const reason = textAt(container, 'state', 'terminated', 'reason') ?? 'Error';
  const health: Health = phase === 'Failed' ? 'error' : 'warning';
  return { status: reason, health, detail: `${detail} (exit code ${exitCode})` };
}

function waitingReason(containers: readonly unknown[]): string | undefined {
  for (const container of containers) {
    const reason = textAt(container, 'state', 'waiting', 'reason');
    if (reason) return reason;
  }
  return undefined;
}
