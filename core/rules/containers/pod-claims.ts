import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isPodLevel } from './amounts.ts';

export const rule: Rule = {
  code: 'pod-claims',
  severity: 'error',
  claims: 'value',
  summary: 'Resource claims stand at the resources of a whole pod.',
  source: inApiServer('core', 'validatePodResources'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    if (isPodLevel(visit) && isFilled(get(visit.node, 'claims')))
      report(
        keyOf(visit.node, 'claims'),
        'claims belong to the resources of a container: move them there',
      );
  },
};
