import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'spread-min-domains',
  severity: 'error',
  claims: 'value',
  summary: 'A spread constraint that may be violated asks for a number of domains.',
  source: inApiServer('core', 'validateMinDomains'),
  since: '1.24',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  check({ node }, report) {
    if (!isSet(get(node, 'minDomains'))) return;
    if (string(get(node, 'whenUnsatisfiable')) === 'ScheduleAnyway')
      report(
        keyOf(node, 'minDomains'),
        '"minDomains" needs "whenUnsatisfiable: DoNotSchedule": remove it or change that',
      );
  },
};
