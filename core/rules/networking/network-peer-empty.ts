import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'network-peer-empty',
  severity: 'error',
  claims: 'absence',
  summary: 'A peer of a network policy is nobody.',
  source: inApiServer('networking', 'ValidateNetworkPolicyPeer'),
  on: { types: ['networking.v1/NetworkPolicyPeer'] },
  check(visit, report) {
    const ways = ['podSelector', 'namespaceSelector', 'ipBlock'];
    if (!ways.some((key) => isSet(get(visit.node, key))))
      report(
        placeOfVisit(visit),
        'a peer needs podSelector, namespaceSelector or ipBlock: add one',
      );
  },
};
