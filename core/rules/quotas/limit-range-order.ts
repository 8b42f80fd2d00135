import { at, entries, get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { limitOrder } from './resources.ts';

export const rule: Rule = {
  code: 'limit-range-order',
  severity: 'error',
  claims: 'value',
  summary: 'Minimum, defaults and maximum of a limit are not in this order.',
  source: inApiServer('core', 'ValidateLimitRange'),
  on: { types: ['core.v1/LimitRangeItem'] },
  check({ node }, report) {
    for (const [index, high] of limitOrder.entries()) {
      for (const low of limitOrder.slice(0, index)) {
        for (const { key, value } of entries(get(node, low))) {
          const other = amount(at(node, [high, key.source]));
          const found = amount(value);
          if (found !== undefined && other !== undefined && found > other)
            report(value, `"${low}" of ${key.source} is more than its "${high}": change one`);
        }
      }
    }
  },
};
