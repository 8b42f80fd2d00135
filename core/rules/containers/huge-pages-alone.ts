import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { amountsIn, hugePageSize } from './amounts.ts';

export const rule: Rule = {
  code: 'huge-pages-alone',
  severity: 'error',
  claims: 'absence',
  summary: 'Huge pages are asked for without cpu or memory.',
  source: inApiServer('core', 'validateResourceRequirements'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check({ node }, report) {
    const all = amountsIn(node);
    if (all.some(({ key }) => /^(cpu|memory)$/.test(key.source))) return;
    for (const { key, value } of all) {
      const page = hugePageSize(key.source);
      const found = amount(value);
      if (page && (found === undefined || found % page.amount === 0n))
        report(key, 'huge pages need cpu or memory beside them: add one');
    }
  },
};
