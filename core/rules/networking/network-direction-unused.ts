import { get, items, text } from '../../yaml/node.ts';
import { isFilled } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'network-direction-unused',
  severity: 'warning',
  claims: 'advice',
  summary: 'A network policy has rules for a direction that its "policyTypes" leave out.',
  source: onPage(
    'the network plugin',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  ),
  on: { types: ['networking.v1/NetworkPolicySpec'] },
  check({ node }, report) {
    const types = get(node, 'policyTypes');
    if (types?.type !== 'seq' || types.items.length === 0) return;
    // One that is filled in later, or no type at all, says nothing of the others.
    const named = items(types).flatMap((type) => (type.filledIn ? [] : (text(type) ?? [])));
    if (named.length < types.items.length) return;
    for (const [field, type] of directions) {
      const rules = get(node, field);
      if (!isFilled(rules) || named.includes(type)) continue;
      report(rules, `these rules do nothing: add ${type} to "policyTypes"`);
    }
  },
};

const directions = [
  ['ingress', 'Ingress'],
  ['egress', 'Egress'],
] as const;
