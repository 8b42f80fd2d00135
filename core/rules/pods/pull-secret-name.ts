import { get } from '../../yaml/node.ts';
import { isFilled, keyOf, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'pull-secret-name',
  severity: 'warning',
  claims: 'advice',
  summary: 'A Secret for pulling images has no name.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const item of list(get(node, 'imagePullSecrets'))) {
      if (!isFilled(get(item, 'name')))
        report(
          keyOf(item, 'name'),
          'an empty name names no Secret: write its name, or remove the item',
        );
    }
  },
};
