import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { autoscalerSpecs } from './autoscalers.ts';

export const rule: Rule = {
  code: 'hpa-replicas-order',
  severity: 'error',
  claims: 'value',
  summary: 'The most replicas of an autoscaler are fewer than the least.',
  source: inApiServer('autoscaling', 'validateHorizontalPodAutoscalerSpec'),
  on: { types: autoscalerSpecs },
  check({ node }, report) {
    const max = get(node, 'maxReplicas');
    const [low, high] = [number(get(node, 'minReplicas')), number(max)];
    if (max && high !== undefined && high > 0 && low !== undefined && high < low)
      report(max, `"maxReplicas: ${high}" is below "minReplicas: ${low}": swap or change them`);
  },
};
