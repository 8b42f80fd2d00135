import { at } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'probe-grace-period',
  severity: 'error',
  claims: 'value',
  summary: 'The grace period of a liveness or startup probe is not above zero.',
  source: inApiServer('core', 'validateLivenessProbe'),
  since: '1.25',
  supersedes: ['value-range'],
  on: { types: ['core.v1/Container'] },
  check({ node }, report) {
    for (const key of ['livenessProbe', 'startupProbe']) {
      const grace = at(node, [key, 'terminationGracePeriodSeconds']);
      const seconds = number(grace);
      if (grace && seconds !== undefined && seconds < 1)
        report(grace, `"terminationGracePeriodSeconds: ${seconds}" must be above 0`);
    }
  },
};
