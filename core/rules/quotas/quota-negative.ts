import { entries, get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'quota-negative',
  severity: 'error',
  claims: 'value',
  summary: 'A quota is negative.',
  source: inApiServer('core', 'ValidateResourceQuantityValue'),
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'hard'))) {
      const found = amount(value);
      if (found !== undefined && found < 0n)
        report(value, `the quota of ${key.source} is negative: write 0 or more`);
    }
  },
};
