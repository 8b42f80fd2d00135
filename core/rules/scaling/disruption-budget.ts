import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { percentProblem } from '../workloads/percentages.ts';

export const rule: Rule = {
  code: 'disruption-budget',
  severity: 'error',
  claims: 'value',
  summary: 'A disruption budget counts pods as a number or a percentage up to 100%.',
  on: { types: ['policy.v1/PodDisruptionBudgetSpec'] },
  check({ node }, report) {
    for (const key of ['minAvailable', 'maxUnavailable']) {
      const value = get(node, key);
      const problem = percentProblem(value, true);
      if (value && problem) report(value, problem);
    }
  },
};
