import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'queuing-unused',
  severity: 'error',
  claims: 'value',
  summary: 'Requests above a limit are to be rejected, and there are queues.',
  source: inApiServer('flowcontrol', 'ValidateLimitResponse'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/LimitResponse'] },
  check({ node }, report) {
    if (string(get(node, 'type')) === 'Reject' && isSet(get(node, 'queuing')))
      report(keyOf(node, 'queuing'), '"type: Reject" has no queues: remove "queuing"');
  },
};
