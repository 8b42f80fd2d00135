import { at, get } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'failure-policy-fail-index',
  severity: 'error',
  claims: 'absence',
  summary: 'A pod failure policy ends an index of a Job that does not count by index.',
  source: inApiServer('batch', 'validatePodFailurePolicyRule'),
  since: '1.28',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    if (isSet(get(node, 'backoffLimitPerIndex'))) return;
    for (const rule of list(at(node, ['podFailurePolicy', 'rules']))) {
      const action = get(rule, 'action');
      if (action && string(action) === 'FailIndex')
        report(action, '"FailIndex" needs "backoffLimitPerIndex": add it to the Job');
    }
  },
};
