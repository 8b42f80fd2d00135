import { get } from '../../yaml/node.ts';
import { isSet, keyOf, numberOrPercent, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { WORKLOADS, percentProblem } from './percentages.ts';

export const rule: Rule = {
  code: 'update-strategy',
  severity: 'error',
  claims: 'value',
  summary:
    'Numbers of a rolling update: one of surge and unavailable above zero, no more than 100 %.',
  on: { kinds: WORKLOADS },
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
