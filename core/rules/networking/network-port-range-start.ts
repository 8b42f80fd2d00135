import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'network-port-range-start',
  severity: 'error',
  claims: 'value',
  summary: 'A range of ports does not begin with a number.',
  source: inApiServer('networking', 'ValidateNetworkPolicyPort'),
  since: '1.21',
  on: { types: ['networking.v1/NetworkPolicyPort'] },
  check({ node }, report) {
    const end = get(node, 'endPort');
    if (end && number(end) !== undefined && number(get(node, 'port')) === undefined)
      report(end, '"endPort" needs a numeric "port" as the beginning of the range');
  },
};
