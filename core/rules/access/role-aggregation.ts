import { get } from '../../yaml/node.ts';
import { isFilled, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'role-aggregation',
  severity: 'error',
  claims: 'value',
  summary: 'A role that collects others says which.',
  on: { types: ['rbac.v1/AggregationRule'] },
  check(visit, report) {
    if (isFilled(get(visit.node, 'clusterRoleSelectors'))) return;
    report(
      placeOfVisit(visit),
      'the rule selects no role: add a selector under "clusterRoleSelectors"',
    );
  },
};
