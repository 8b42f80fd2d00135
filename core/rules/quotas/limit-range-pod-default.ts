import { get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'limit-range-pod-default',
  severity: 'error',
  claims: 'value',
  summary: 'A limit of pods has defaults, which only containers can have.',
  source: inApiServer('core', 'ValidateLimitRange'),
  on: { types: ['core.v1/LimitRangeItem'] },
  check({ node }, report) {
    if (string(get(node, 'type')) !== 'Pod') return;
    for (const key of ['default', 'defaultRequest']) {
      if (isFilled(get(node, key)))
        report(
          keyOf(node, key),
          `"${key}" is for containers: remove it, or write "type: Container"`,
        );
    }
  },
};
