import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'topology-spread',
  severity: 'error',
  claims: 'value',
  summary: 'Fields of a spread constraint that contradict each other.',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  check({ node }, report) {
    if (
      isSet(get(node, 'minDomains')) &&
      string(get(node, 'whenUnsatisfiable')) === 'ScheduleAnyway'
    ) {
      report(
        keyOf(node, 'minDomains'),
        '"minDomains" needs "whenUnsatisfiable: DoNotSchedule": remove it or change that',
      );
    }
    if (isFilled(get(node, 'matchLabelKeys')) && !isSet(get(node, 'labelSelector'))) {
      report(keyOf(node, 'matchLabelKeys'), '"matchLabelKeys" needs a labelSelector: add it');
    }
  },
};
