import { get } from '../../yaml/node.ts';
import { isSet, keyOf, number, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'limit-response',
  severity: 'error',
  claims: 'value',
  summary: 'Requests that queue have queues, and a hand of cards is not larger than the deck.',
  on: { types: ['flowcontrol.v1/LimitResponse'] },
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type'));
    const queuing = get(node, 'queuing');
    if (type === 'Queue' && !isSet(queuing))
      report(placeOfVisit(visit), '"type: Queue" needs "queuing": add it');
    if (type === 'Reject' && isSet(queuing))
      report(keyOf(node, 'queuing'), '"type: Reject" has no queues: remove "queuing"');
    const hand = get(queuing, 'handSize');
    const queues = number(get(queuing, 'queues'));
    const size = number(hand);
    if (hand && size !== undefined && queues !== undefined && size > queues)
      report(hand, `"handSize" is more than the ${queues} queues: make it smaller`);
  },
};
