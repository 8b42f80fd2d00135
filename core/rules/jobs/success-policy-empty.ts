import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'success-policy-empty',
  severity: 'error',
  claims: 'absence',
  summary: 'A rule of a success policy neither counts indexes nor names them.',
  source: inApiServer('batch', 'validateSuccessPolicyRule'),
  since: '1.30',
  on: { types: ['batch.v1/SuccessPolicyRule'] },
  check(visit, report) {
    const { node } = visit;
    if (!isSet(get(node, 'succeededIndexes')) && !isSet(get(node, 'succeededCount')))
      report(placeOfVisit(visit), 'a rule needs "succeededCount" or "succeededIndexes": add one');
  },
};
