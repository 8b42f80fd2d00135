import { at } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'probe-success-threshold',
  severity: 'error',
  claims: 'value',
  summary: 'A liveness or startup probe asks for more than one success.',
  source: inApiServer('core', 'validateLivenessProbe'),
  on: { types: ['core.v1/Container'] },
  check({ node }, report) {
    for (const key of ['livenessProbe', 'startupProbe']) {
      const threshold = at(node, [key, 'successThreshold']);
      const value = number(threshold);
      if (threshold && value !== undefined && value > 1)
        report(threshold, `"successThreshold" of a ${key} can only be 1, not ${value}: remove it`);
    }
  },
};
