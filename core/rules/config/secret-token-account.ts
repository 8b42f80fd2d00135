import { at, get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'secret-token-account',
  severity: 'error',
  claims: 'absence',
  summary: 'A Secret for the token of a service account does not name the account.',
  source: inApiServer('core', 'ValidateSecret'),
  on: { kinds: ['Secret'] },
  check({ ctx: { root } }, report) {
    if (string(get(root, 'type')) !== 'kubernetes.io/service-account-token') return;
    if (!isFilled(at(root, ['metadata', 'annotations', 'kubernetes.io/service-account.name'])))
      report(
        keyOf(root, 'type'),
        'a token secret names its account: add the annotation "kubernetes.io/service-account.name"',
      );
  },
};
