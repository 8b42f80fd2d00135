import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { percentProblem } from './percentages.ts';
import { rollingUpdateOf } from './rollingUpdate.ts';
import { podWorkloads } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'rolling-update-number',
  severity: 'error',
  claims: 'value',
  summary: 'A number of a rolling update is no count of pods and no percentage up to 100%.',
  source: inApiServer('apps', 'ValidatePositiveIntOrPercent'),
  on: { kinds: podWorkloads },
  check({ ctx }, report) {
    const { type, update } = rollingUpdateOf(ctx);
    if (type !== 'RollingUpdate') return;
    for (const key of ['maxUnavailable', 'maxSurge']) {
      const value = get(update, key);
      const isLimited = key === 'maxUnavailable' || ctx.gvk.kind === 'DaemonSet';
      const problem = percentProblem(value, isLimited);
      if (problem && value) report(value, problem);
    }
  },
};
