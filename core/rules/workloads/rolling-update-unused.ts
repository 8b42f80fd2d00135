import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { rollingUpdateOf } from './rollingUpdate.ts';
import { podWorkloads } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'rolling-update-unused',
  severity: 'error',
  claims: 'value',
  summary: 'Numbers of a rolling update stand beside another type of update.',
  source: inApiServer('apps', 'ValidateDeploymentStrategy'),
  on: { kinds: podWorkloads },
  check({ ctx }, report) {
    const { strategy, type, update } = rollingUpdateOf(ctx);
    if (strategy && isSet(update) && type !== 'RollingUpdate')
      report(
        keyOf(strategy, 'rollingUpdate'),
        `"rollingUpdate" is not for "type: ${type}": remove it`,
      );
  },
};
