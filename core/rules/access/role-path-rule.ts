import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'role-path-rule',
  severity: 'error',
  claims: 'value',
  summary: 'A Role has a rule about paths of the API server, which only a ClusterRole can have.',
  source: inApiServer('rbac', 'ValidatePolicyRule'),
  on: { types: ['rbac.v1/PolicyRule'] },
  check({ node, ctx }, report) {
    if (ctx.gvk.kind === 'Role' && isFilled(get(node, 'nonResourceURLs')))
      report(
        keyOf(node, 'nonResourceURLs'),
        '"nonResourceURLs" is for ClusterRoles: use one, or remove it',
      );
  },
};
