import { at } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'queuing-hand-size',
  severity: 'error',
  claims: 'value',
  summary: 'A request chooses among more queues than there are.',
  source: inApiServer('flowcontrol', 'ValidatePriorityLevelQueuingConfiguration'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/LimitResponse'] },
  check({ node }, report) {
    const hand = at(node, ['queuing', 'handSize']);
    const [size, queues] = [number(hand), number(at(node, ['queuing', 'queues']))];
    if (hand && size !== undefined && queues !== undefined && size > queues)
      report(hand, `"handSize" is more than the ${queues} queues: make it smaller`);
  },
};
