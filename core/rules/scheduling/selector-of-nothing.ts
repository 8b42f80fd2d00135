import { get } from '../../yaml/node.ts';
import { has, isFilled, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'selector-of-nothing',
  severity: 'warning',
  claims: 'advice',
  summary: 'Pods are to be spread or kept apart, and no selector says from which.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/TopologySpreadConstraint', 'core.v1/PodAffinityTerm'] },
  check(visit, report) {
    // A chart or an operator may fill it in.
    if (visit.enforcedBy !== 'apiServer') return;
    // Keys that refine a selector are refused without one, which is told by itself.
    const { node } = visit;
    if (isFilled(get(node, 'matchLabelKeys')) || isFilled(get(node, 'mismatchLabelKeys'))) return;
    if (node.type === 'map' && !has(node, 'labelSelector'))
      report(placeOfVisit(visit), 'without a labelSelector this is about no pod: add it');
  },
};
