import { entries, get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isPodLevel, isOvercommitted, limitOf } from './amounts.ts';

export const rule: Rule = {
  code: 'resource-limit-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A device or huge pages are requested without a limit.',
  source: inApiServer('core', 'validateResourceRequirements'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    if (isPodLevel(visit)) return;
    const limits = get(visit.node, 'limits');
    for (const { key, value } of entries(get(visit.node, 'requests'))) {
      const requested = amount(value);
      if (isOvercommitted(key.source) || requested === undefined || requested < 0n) continue;
      if (limitOf(visit, get(limits, key.source)) === undefined)
        report(key, `"${key.source}" needs a limit: add the same amount under "limits"`);
    }
  },
};
