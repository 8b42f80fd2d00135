import { get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { metricTarget } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-target-value',
  severity: 'error',
  claims: 'value',
  summary: 'The number that a metric is to reach is not above zero.',
  source: inApiServer('autoscaling', 'validateMetricTarget'),
  on: { types: ['autoscaling.v2/MetricSpec'] },
  check({ node }, report) {
    const { target } = metricTarget(node);
    for (const field of ['value', 'averageValue']) {
      const value = get(target, field);
      const found = amount(value);
      if (value && found !== undefined && found <= 0n) report(value, `"${field}" must be above 0`);
    }
  },
};
