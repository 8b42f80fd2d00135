import { get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { autoscalerSpecs } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-min-replicas',
  severity: 'error',
  claims: 'value',
  summary: 'An autoscaler may scale to nothing without a metric from outside of the pods.',
  source: inApiServer('autoscaling', 'validateHorizontalPodAutoscalerSpec'),
  on: { types: autoscalerSpecs },
  check({ node }, report) {
    const min = get(node, 'minReplicas');
    const isScaledFromOutside = list(get(node, 'metrics')).some((metric) =>
      /^(Object|External)$/.test(string(get(metric, 'type')) ?? ''),
    );
    if (min && number(min) === 0 && !isScaledFromOutside)
      report(min, '"minReplicas: 0" needs a metric of type Object or External: write at least 1');
  },
};
