import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'fc-lun',
  severity: 'error',
  claims: 'absence',
  summary: 'A Fibre Channel target is named without the number of its unit.',
  source: inApiServer('core', 'validateFCVolumeSource'),
  on: { types: ['core.v1/FCVolumeSource'] },
  check({ node }, report) {
    if (isFilled(get(node, 'targetWWNs')) && !isSet(get(node, 'lun')))
      report(keyOf(node, 'targetWWNs'), 'a target needs the number of its unit: add "lun"');
  },
};
