import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'network-ports',
  severity: 'error',
  claims: 'value',
  summary: 'A range of ports begins with a number and ends at or above it.',
  on: { types: ['networking.v1/NetworkPolicyPort'] },
  check({ node }, report) {
    const end = get(node, 'endPort');
    const last = number(end);
    if (!end || last === undefined) return;
    const first = number(get(node, 'port'));
    if (first === undefined)
      report(end, '"endPort" needs a numeric "port" as the beginning of the range');
    else if (last < first)
      report(
        end,
        `the range ${first} to ${last} runs backwards: write an end of at least ${first}`,
      );
  },
};
