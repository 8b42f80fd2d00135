import { get } from '../../yaml/node.ts';
import { isSet, keyOf, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'network-peer',
  severity: 'error',
  claims: 'value',
  summary: 'A peer of a network policy is an address block, or selectors.',
  on: { types: ['networking.v1/NetworkPolicyPeer'] },
  check(visit, report) {
    const { node } = visit;
    const hasSelector = isSet(get(node, 'podSelector')) || isSet(get(node, 'namespaceSelector'));
    const hasBlock = isSet(get(node, 'ipBlock'));
    if (hasBlock && hasSelector)
      report(
        keyOf(node, 'ipBlock'),
        'an address block and selectors are two peers: write two list items',
      );
    else if (!hasBlock && !hasSelector)
      report(
        placeOfVisit(visit),
        'a peer needs podSelector, namespaceSelector or ipBlock: add one',
      );
  },
};
