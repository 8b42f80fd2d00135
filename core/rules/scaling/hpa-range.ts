import { get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'hpa-range',
  severity: 'error',
  claims: 'value',
  summary: 'An autoscaler has at least one replica and at most maxReplicas.',
  on: {
    types: [
      'autoscaling.v2/HorizontalPodAutoscalerSpec',
      'autoscaling.v1/HorizontalPodAutoscalerSpec',
    ],
  },
  check({ node }, report) {
    const min = get(node, 'minReplicas');
    const max = get(node, 'maxReplicas');
    const [low, high] = [number(min), number(max)];
    const external = list(get(node, 'metrics')).some((metric) =>
      /^(Object|External)$/.test(string(get(metric, 'type')) ?? ''),
    );
    if (min && low === 0 && !external)
      report(min, '"minReplicas: 0" needs a metric of type Object or External: write at least 1');
    else if (max && high !== undefined && high > 0 && low !== undefined && high < low) {
      report(max, `"maxReplicas: ${high}" is below "minReplicas: ${low}": swap or change them`);
    }
  },
};
