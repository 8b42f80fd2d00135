import { get } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { metricTarget } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-target-required',
  severity: 'error',
  claims: 'absence',
  summary: 'The target of a metric names none of the numbers that its type has.',
  source: inApiServer('autoscaling', 'validateMetricTarget'),
  on: { types: ['autoscaling.v2/MetricSpec'] },
  check({ node }, report) {
    const { source, target, place } = metricTarget(node);
    if (!target) return;
    const isOneOf = (...fields: string[]): boolean =>
      fields.some((field) => isSet(get(target, field)));
    if (source === 'resource' || source === 'containerResource') {
      if (!isOneOf('averageUtilization', 'averageValue'))
        report(place, 'the target needs averageUtilization or averageValue: add one');
    } else if (source === 'pods') {
      if (!isOneOf('averageValue')) report(place, 'the target needs averageValue: add it');
    } else if (!isOneOf('value', 'averageValue'))
      report(place, 'the target needs value or averageValue: add one');
  },
};
