import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';
import { metricFields } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-metric-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A metric does not have the block of its type.',
  source: inApiServer('autoscaling', 'validateMetricSpec'),
  on: { types: ['autoscaling.v2/MetricSpec'] },
  check(visit, report) {
    const type = string(get(visit.node, 'type')) ?? '';
    const source = own(metricFields, type);
    if (source && !isSet(get(visit.node, source)))
      report(placeOfVisit(visit), `"type: ${type}" needs "${source}": add it`);
  },
};
