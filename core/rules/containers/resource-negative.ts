import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { amountsIn, written } from './amounts.ts';

export const rule: Rule = {
  code: 'resource-negative',
  severity: 'error',
  claims: 'value',
  summary: 'A request or a limit is negative.',
  source: inApiServer('core', 'validateBasicResource'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const found = amount(value);
      if (found !== undefined && found < 0n)
        report(value, `"${written(value)}" of ${key.source} is negative: write 0 or more`);
    }
  },
};
