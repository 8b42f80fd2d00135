import { get } from '../../yaml/node.ts';
import { isFilled, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'role-aggregation',
  severity: 'error',
  claims: 'absence',
  summary: 'A role that collects the rules of others does not say of which.',
  source: inApiServer('rbac', 'ValidateClusterRole'),
  on: { types: ['rbac.v1/AggregationRule'] },
  check(visit, report) {
    if (isFilled(get(visit.node, 'clusterRoleSelectors'))) return;
    report(
      placeOfVisit(visit),
      'the rule selects no role: add a selector under "clusterRoleSelectors"',
    );
  },
};
