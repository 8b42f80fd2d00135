import { at } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'readiness-grace-period',
  severity: 'error',
  claims: 'value',
  summary: 'A readiness probe has a grace period, though it never ends its container.',
  source: inApiServer('core', 'validateReadinessProbe'),
  since: '1.25',
  on: { types: ['core.v1/Container'] },
  check({ node }, report) {
    const grace = at(node, ['readinessProbe', 'terminationGracePeriodSeconds']);
    if (grace && number(grace) !== undefined)
      report(
        grace,
        'a readiness probe never ends its container: remove terminationGracePeriodSeconds',
      );
  },
};
