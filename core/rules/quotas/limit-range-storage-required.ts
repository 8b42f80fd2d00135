import { at, get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'limit-range-storage-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A limit of claims does not limit storage.',
  source: inApiServer('core', 'ValidateLimitRange'),
  on: { types: ['core.v1/LimitRangeItem'] },
  check(visit, report) {
    const { node } = visit;
    if (string(get(node, 'type')) !== 'PersistentVolumeClaim') return;
    if (!isSet(at(node, ['min', 'storage'])) && !isSet(at(node, ['max', 'storage'])))
      report(placeOfVisit(visit), 'a limit of claims needs "min" or "max" with "storage": add one');
  },
};
