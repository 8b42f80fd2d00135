import { get } from '../../yaml/node.ts';
import { isFilled, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'flow-rules-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A rule of a flow schema names no requests.',
  source: inApiServer('flowcontrol', 'ValidateFlowSchemaPolicyRulesWithSubjects'),
  since: '1.29',
  on: { types: ['flowcontrol.v1/PolicyRulesWithSubjects'] },
  check(visit, report) {
    const { node } = visit;
    if (isFilled(get(node, 'resourceRules')) || isFilled(get(node, 'nonResourceRules'))) return;
    report(
      placeOfVisit(visit),
      'this rule is about no requests: add "resourceRules" or "nonResourceRules"',
    );
  },
};
