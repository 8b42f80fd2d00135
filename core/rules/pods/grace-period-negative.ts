import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'grace-period-negative',
  severity: 'warning',
  claims: 'advice',
  summary: 'The time that a pod has to end is below zero, which counts as one second.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const period = get(node, 'terminationGracePeriodSeconds');
    if (period && (number(period) ?? 0) < 0)
      report(
        period,
        'a time below zero counts as 1 second: write how long the pod may take to end',
      );
  },
};
