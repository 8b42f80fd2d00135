import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { reportSelected } from './affinity-label-key-twice.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'spread-label-keys',
  severity: 'error',
  claims: 'value',
  summary:
    'A spread constraint has matchLabelKeys and no label selector, or one with the same key.',
  source: inApiServer('core', 'ValidateMatchLabelKeysInTopologySpread'),
  since: '1.25',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  check(visit, report) {
    reportSelected(visit, report);
    const { node } = visit;
    if (isFilled(get(node, 'matchLabelKeys')) && !isSet(get(node, 'labelSelector')))
      report(keyOf(node, 'matchLabelKeys'), '"matchLabelKeys" needs a labelSelector: add it');
  },
};
