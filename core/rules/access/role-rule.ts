import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'role-rule',
  severity: 'error',
  claims: 'value',
  summary:
    'A rule of a role is about resources of API groups, or (in a ClusterRole) about paths of the server.',
  on: { types: ['rbac.v1/PolicyRule'] },
  check(visit, report) {
    const { node, ctx } = visit;
    if (isFilled(get(node, 'nonResourceURLs'))) {
      if (ctx.gvk.kind === 'Role')
        report(
          keyOf(node, 'nonResourceURLs'),
          '"nonResourceURLs" is for ClusterRoles: use one, or remove it',
        );
      else if (
        ['apiGroups', 'resources', 'resourceNames'].some((key) => isFilled(get(node, key)))
      ) {
        report(
          keyOf(node, 'nonResourceURLs'),
          'a rule is about paths or about resources: write two rules',
        );
      }
      return;
    }
    for (const [key, example] of [
      ['apiGroups', '[""]'],
      ['resources', '[pods]'],
    ] as const) {
      if (!isFilled(get(node, key)))
        report(
          isSet(get(node, key)) ? keyOf(node, key) : placeOfVisit(visit),
          `a rule needs "${key}": add e.g. "${key}: ${example}"`,
        );
    }
  },
};
