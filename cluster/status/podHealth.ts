/** What a Pod is up to, told by the container that is worst off, as `kubectl get pods` tells it. */
import type { Health } from '../api.ts';
import type { StatusParts } from './statusParts.ts';
import { at, listAt, numberAt, textAt } from '../values.ts';

export function podStatus(object: unknown): StatusParts {
  const init = listAt(object, 'status', 'initContainerStatuses');
  const main = listAt(object, 'status', 'containerStatuses');
  const sidecars = sidecarsOf(object);
  const lasting = [...main, ...init.filter((item) => sidecars.has(textAt(item, 'name') ?? ''))];
  const wanted = (listAt(object, 'spec', 'containers').length || main.length) + sidecars.size;
  const ready = lasting.filter((item) => at(item, 'ready') === true).length;
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

/** Names of the init containers that run as long as the pod: native sidecars. */
function sidecarsOf(object: unknown): ReadonlySet<string> {
  const names = listAt(object, 'spec', 'initContainers')
    .filter((item) => textAt(item, 'restartPolicy') === 'Always')
    .map((item) => textAt(item, 'name') ?? '');
  return new Set(names);
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
  const unscheduled = unmetCondition(object, 'PodScheduled');
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
  if (phase === 'Running' && reason === undefined) return runningVerdict(object, allReady);
  return { status: reason ?? phase, health: 'unknown', ...(message && { detail: message }) };
}

/** Containers may be ready while the pod is not: a readiness gate is open, or its node was lost. */
function runningVerdict(object: unknown, allReady: boolean): Verdict {
  const unready = unmetCondition(object, 'Ready');
  if (allReady && !unready) return { status: 'Running', health: 'ok' };
  const detail = textAt(unready, 'message') ?? textAt(unready, 'reason');
  return {
    status: 'NotReady',
    health: allReady ? 'warning' : 'progressing',
    ...(detail && { detail }),
  };
}

/** A condition that is there and does not hold, or of which nobody knows whether it does. */
function unmetCondition(object: unknown, type: string): unknown {
  return listAt(object, 'status', 'conditions').find(
    (item) => textAt(item, 'type') === type && textAt(item, 'status') !== 'True',
  );
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
