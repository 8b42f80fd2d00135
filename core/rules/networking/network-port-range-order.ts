import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'network-port-range-order',
  severity: 'error',
  claims: 'value',
  summary: 'A range of ports ends before it begins.',
  source: inApiServer('networking', 'ValidateNetworkPolicyPort'),
  since: '1.21',
  on: { types: ['networking.v1/NetworkPolicyPort'] },
  check({ node }, report) {
    const end = get(node, 'endPort');
    const [first, last] = [number(get(node, 'port')), number(end)];
    if (end && first !== undefined && last !== undefined && last < first)
      report(
        end,
        `the range ${first} to ${last} runs backwards: write an end of at least ${first}`,
      );
  },
};
