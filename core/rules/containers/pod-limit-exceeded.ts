import { at, entries, get } from '../../yaml/node.ts';
import { amount, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { written } from './amounts.ts';

export const rule: Rule = {
  code: 'pod-limit-exceeded',
  severity: 'error',
  claims: 'value',
  summary: 'The limit of a container is above that of the whole pod.',
  source: inApiServer('core', 'validatePodResourceConsistency'),
  since: '1.32',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const limits = at(node, ['resources', 'limits']);
    for (const container of list(get(node, 'containers'))) {
      for (const { key, value } of entries(at(container, ['resources', 'limits']))) {
        const ofPod = get(limits, key.source);
        const [part, whole] = [amount(value), amount(ofPod)];
        if (ofPod && part !== undefined && whole !== undefined && part > whole)
          report(
            value,
            `the limit of ${key.source} is above that of the pod (${written(ofPod)}): lower it`,
          );
      }
    }
  },
};
