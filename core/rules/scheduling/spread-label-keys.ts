import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'spread-label-keys',
  severity: 'error',
  claims: 'absence',
  summary: 'A spread constraint has matchLabelKeys and no label selector.',
  source: inApiServer('core', 'ValidateMatchLabelKeysInTopologySpread'),
  since: '1.25',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  check({ node }, report) {
    if (isFilled(get(node, 'matchLabelKeys')) && !isSet(get(node, 'labelSelector')))
      report(keyOf(node, 'matchLabelKeys'), '"matchLabelKeys" needs a labelSelector: add it');
  },
};
