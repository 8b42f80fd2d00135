import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'queuing-required',
  severity: 'error',
  claims: 'absence',
  summary: 'Requests above a limit are to queue, and there are no queues.',
  source: inApiServer('flowcontrol', 'ValidateLimitResponse'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/LimitResponse'] },
  check(visit, report) {
    const { node } = visit;
    if (string(get(node, 'type')) === 'Queue' && !isSet(get(node, 'queuing')))
      report(placeOfVisit(visit), '"type: Queue" needs "queuing": add it');
  },
};
