import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'network-peer-mixed',
  severity: 'error',
  claims: 'value',
  summary: 'A peer of a network policy has an address block and selectors.',
  source: inApiServer('networking', 'ValidateNetworkPolicyPeer'),
  on: { types: ['networking.v1/NetworkPolicyPeer'] },
  check({ node }, report) {
    const hasSelector = isSet(get(node, 'podSelector')) || isSet(get(node, 'namespaceSelector'));
    if (hasSelector && isSet(get(node, 'ipBlock')))
      report(
        keyOf(node, 'ipBlock'),
        'an address block and selectors are two peers: write two list items',
      );
  },
};
