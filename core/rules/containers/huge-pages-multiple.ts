import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { amountsIn, written, hugePageSize } from './amounts.ts';

export const rule: Rule = {
  code: 'huge-pages-multiple',
  severity: 'error',
  claims: 'value',
  summary: 'An amount of huge pages is not a multiple of their size.',
  source: inApiServer('core', 'validateResourceQuantityHugePageValue'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check({ node }, report) {
    for (const { key, value } of amountsIn(node)) {
      const page = hugePageSize(key.source);
      const found = amount(value);
      if (page && found !== undefined && found % page.amount !== 0n)
        report(value, `"${written(value)}" is not a multiple of ${page.text}: round it up`);
    }
  },
};
