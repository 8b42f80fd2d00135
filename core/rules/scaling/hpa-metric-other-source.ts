import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';
import { metricFields } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-metric-other-source',
  severity: 'error',
  claims: 'value',
  summary: 'A metric has the block of another type.',
  source: inApiServer('autoscaling', 'validateMetricSpec'),
  on: { types: ['autoscaling.v2/MetricSpec'] },
  check({ node }, report) {
    const type = string(get(node, 'type')) ?? '';
    const source = own(metricFields, type);
    for (const field of source ? Object.values(metricFields) : []) {
      if (field !== source && isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for "type: ${type}": remove it`);
    }
  },
};
