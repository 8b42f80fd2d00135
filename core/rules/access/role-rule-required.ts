import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'role-rule-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A rule of a role does not say which resources of which API groups it is about.',
  source: inApiServer('rbac', 'ValidatePolicyRule'),
  on: { types: ['rbac.v1/PolicyRule'] },
  check(visit, report) {
    const { node } = visit;
    if (isFilled(get(node, 'nonResourceURLs'))) return;
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
