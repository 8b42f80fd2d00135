import { entries, get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'limit-range-ratio',
  severity: 'error',
  claims: 'value',
  summary: 'A limit may be less than its request by the ratio of both.',
  source: inApiServer('core', 'ValidateLimitRange'),
  on: { types: ['core.v1/LimitRangeItem'] },
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'maxLimitRequestRatio'))) {
      const ratio = amount(value);
      if (ratio !== undefined && ratio < NANO)
        report(
          value,
          `the ratio of ${key.source} is below 1: a limit is never less than its request`,
        );
    }
  },
};
