/** Deployments, StatefulSets, DaemonSets: update strategies and what their pods may not have. */
import { at, get, type Node } from '../../yaml/node.ts';
import { workload, job } from '../examples.ts';
import { isFilled, isSet, keyOf, number, numberOrPercent, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const WORKLOADS = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'ReplicationController',
];

export const restartPolicy: Rule = {
  code: 'restart-policy',
  severity: 'error',
  summary:
    'Pods of a Deployment and the like always restart; pods of a Job restart OnFailure or Never.',
  on: { kinds: [...WORKLOADS, 'batch/Job', 'batch/CronJob'] },
  bad: [
    workload('Deployment', '', 'restartPolicy: Never'),
    job('', 'restartPolicy: Always'),
    job('', 'enableServiceLinks: true'),
  ],
  good: [workload('Deployment', '', 'restartPolicy: Always'), job('', 'restartPolicy: OnFailure')],
  check({ ctx }, report) {
    const isCron = ctx.gvk.kind === 'CronJob';
    const path = isCron ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
    const template = at(ctx.root, path);
    const spec = get(template, 'spec');
    if (!template || spec?.type !== 'map') return;
    const written = get(spec, 'restartPolicy');
    const policy = isFilled(written) ? written : undefined;
    const text = string(policy);
    if (ctx.gvk.group === 'batch') {
      if (!isSet(policy))
        report(
          keyOf(template, 'spec'),
          'pods of a Job need a restart policy: add "restartPolicy: Never" or "OnFailure"',
        );
      else if (text === 'Always')
        report(policy, '"Always" is not for Jobs: write Never or OnFailure');
    } else if (policy && (text === 'Never' || text === 'OnFailure')) {
      report(
        policy,
        `pods of a ${ctx.gvk.kind} always restart: write Always or remove it, or use a Job`,
      );
    }
  },
};

export const activeDeadline: Rule = {
  code: 'active-deadline',
  severity: 'error',
  summary: 'Pods that always run have no deadline.',
  on: { kinds: WORKLOADS },
  bad: workload('Deployment', '', 'activeDeadlineSeconds: 60'),
  good: workload('Deployment', '', 'terminationGracePeriodSeconds: 60'),
  check({ ctx }, report) {
    const spec = at(ctx.root, ['spec', 'template', 'spec']);
    if (spec && isSet(get(spec, 'activeDeadlineSeconds'))) {
      report(
        keyOf(spec, 'activeDeadlineSeconds'),
        `pods of a ${ctx.gvk.kind} have no deadline: remove it, or use a Job`,
      );
    }
  },
};

export const rollingUpdate: Rule = {
  code: 'update-strategy',
  severity: 'error',
  summary:
    'Numbers of a rolling update: one of surge and unavailable above zero, no more than 100 %.',
  on: { kinds: WORKLOADS },
  bad: [
    workload('Deployment', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }'),
    workload('Deployment', 'strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }'),
    workload('Deployment', 'strategy: { rollingUpdate: { maxUnavailable: "25" } }'),
    workload('Deployment', 'strategy: { rollingUpdate: { maxUnavailable: 150% } }'),
    workload('DaemonSet', 'updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } }'),
    workload('StatefulSet', 'updateStrategy: { type: OnDelete, rollingUpdate: { partition: 1 } }'),
  ],
  good: [
    workload('Deployment', 'strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }'),
    workload('Deployment', 'strategy: { type: Recreate }'),
    workload('Deployment', 'strategy: { rollingUpdate: { maxUnavailable: 25% } }'),
    workload('DaemonSet', 'updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }'),
  ],
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const strategy = get(spec, ctx.gvk.kind === 'Deployment' ? 'strategy' : 'updateStrategy');
    const type = string(get(strategy, 'type')) ?? 'RollingUpdate';
    const update = get(strategy, 'rollingUpdate');
    if (!strategy || !isSet(update)) return;
    if (type !== 'RollingUpdate') {
      report(
        keyOf(strategy, 'rollingUpdate'),
        `"rollingUpdate" is not for "type: ${type}": remove it`,
      );
      return;
    }
    for (const key of ['maxUnavailable', 'maxSurge']) {
      const problem = percentProblem(
        get(update, key),
        key === 'maxUnavailable' || ctx.gvk.kind === 'DaemonSet',
      );
      const value = get(update, key);
      if (problem && value) report(value, problem);
    }
    const surge = numberOrPercent(get(update, 'maxSurge'))?.value;
    const unavailable = numberOrPercent(get(update, 'maxUnavailable'))?.value;
    const place = keyOf(strategy, 'rollingUpdate');
    if (ctx.gvk.kind === 'StatefulSet') {
      if (unavailable === 0)
        report(
          keyOf(update, 'maxUnavailable'),
          '"maxUnavailable: 0" would never update a pod: write at least 1',
        );
    } else if (surge === 0 && unavailable === 0) {
      report(
        place,
        '"maxSurge" and "maxUnavailable" are both 0: no pod could be replaced, raise one',
      );
    } else if (ctx.gvk.kind === 'DaemonSet' && surge && (unavailable ?? 1) > 0) {
      report(place, '"maxSurge" and "maxUnavailable" are both above 0: set one of them to 0');
    }
  },
};

/** What is wrong with an int-or-percent; undefined for a good one. */
export function percentProblem(node: Node | undefined, isLimited: boolean): string | undefined {
  if (node?.type !== 'scalar' || node.value === null || typeof node.value === 'boolean')
    return undefined;
  if (typeof node.value === 'number' && node.value < 0)
    return `"${node.value}" is negative: write 0 or more, or a percentage`;
  const found = numberOrPercent(node);
  if (!found)
    return `"${node.value}" is neither a number nor a percentage: write 25% or, without quotes, a number`;
  if (found.isPercent && found.value > 100 && isLimited) return `"${node.value}" is more than 100%`;
  return undefined;
}

export const progressDeadline: Rule = {
  code: 'progress-deadline',
  severity: 'error',
  summary: 'A Deployment has more time to progress than its pods need to be ready.',
  on: { kinds: ['apps/Deployment'] },
  bad: workload('Deployment', 'minReadySeconds: 60\nprogressDeadlineSeconds: 30'),
  good: workload('Deployment', 'minReadySeconds: 30\nprogressDeadlineSeconds: 60'),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const deadline = get(spec, 'progressDeadlineSeconds');
    const seconds = number(deadline) ?? 600;
    const ready = get(spec, 'minReadySeconds');
    const minReady = number(ready) ?? 0;
    const place = deadline ?? ready;
    if (place && seconds > 0 && seconds <= minReady) {
      report(
        place,
        `the deadline of ${seconds} seconds must be longer than minReadySeconds (${minReady})`,
      );
    }
  },
};
