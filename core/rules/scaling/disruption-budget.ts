import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { percentProblem } from '../workloads/percentages.ts';

export const rule: Rule = {
  code: 'disruption-budget',
  severity: 'error',
  claims: 'value',
  summary: 'A disruption budget counts in something other than pods or a percentage up to 100%.',
  source: inApiServer('policy', 'ValidatePodDisruptionBudgetSpec'),
  on: { types: ['policy.v1/PodDisruptionBudgetSpec'] },
  check({ node }, report) {
    for (const key of ['minAvailable', 'maxUnavailable']) {
      const value = get(node, key);
      const problem = percentProblem(value, true);
      if (value && problem) report(value, problem);
    }
  },
};
