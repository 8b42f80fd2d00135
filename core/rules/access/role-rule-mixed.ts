import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'role-rule-mixed',
  severity: 'error',
  claims: 'value',
  summary: 'A rule of a role is about paths and about resources.',
  source: inApiServer('rbac', 'ValidatePolicyRule'),
  on: { types: ['rbac.v1/PolicyRule'] },
  check({ node, ctx }, report) {
    if (ctx.gvk.kind === 'Role' || !isFilled(get(node, 'nonResourceURLs'))) return;
    if (['apiGroups', 'resources', 'resourceNames'].some((key) => isFilled(get(node, key))))
      report(
        keyOf(node, 'nonResourceURLs'),
        'a rule is about paths or about resources: write two rules',
      );
  },
};
