import { get } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { metricTarget } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-target-twice',
  severity: 'error',
  claims: 'value',
  summary: 'The target of a metric names two numbers that exclude each other.',
  source: inApiServer('autoscaling', 'validateMetricTarget'),
  on: { types: ['autoscaling.v2/MetricSpec'] },
  check({ node }, report) {
    const { source, target, place } = metricTarget(node);
    const has = (field: string): boolean => isSet(get(target, field));
    if (!has('averageValue')) return;
    if ((source === 'resource' || source === 'containerResource') && has('averageUtilization'))
      report(place, 'averageUtilization and averageValue exclude each other: keep one');
    else if (source === 'external' && has('value'))
      report(place, 'value and averageValue exclude each other: keep one');
  },
};
