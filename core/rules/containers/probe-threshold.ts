import { at } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'probe-threshold',
  severity: 'error',
  claims: 'value',
  summary:
    'Liveness and startup probes succeed at the first success; a readiness probe has no grace period.',
  on: { types: ['core.v1/Container'] },
  check({ node }, report) {
    for (const key of ['livenessProbe', 'startupProbe']) {
      const threshold = at(node, [key, 'successThreshold']);
      const value = number(threshold);
      if (threshold && value !== undefined && value > 1) {
        report(threshold, `"successThreshold" of a ${key} can only be 1, not ${value}: remove it`);
      }
      const grace = at(node, [key, 'terminationGracePeriodSeconds']);
      const seconds = number(grace);
      if (grace && seconds !== undefined && seconds < 1) {
        report(grace, `"terminationGracePeriodSeconds: ${seconds}" must be above 0`);
      }
    }
    const grace = at(node, ['readinessProbe', 'terminationGracePeriodSeconds']);
    if (number(grace) !== undefined && grace) {
      report(
        grace,
        'a readiness probe never ends its container: remove terminationGracePeriodSeconds',
      );
    }
  },
};
