import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { each, written } from './amounts.ts';

export const rule: Rule = {
  code: 'huge-pages',
  severity: 'error',
  claims: 'value',
  summary: 'Huge pages are asked for in multiples of their size and together with cpu or memory.',
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    const all = each(visit.node);
    const hasOther = all.some(({ key }) => /^(cpu|memory)$/.test(key.source));
    for (const { key, value } of all) {
      const size = /^hugepages-(.+)$/.exec(key.source)?.[1];
      const page = size === undefined ? undefined : amountOf(size);
      if (page === undefined || page <= 0n) continue;
      const found = amount(value);
      if (found !== undefined && found % page !== 0n) {
        report(value, `"${written(value)}" is not a multiple of ${size}: round it up`);
      } else if (!hasOther) {
        report(key, 'huge pages need cpu or memory beside them: add one of both');
      }
    }
  },
};

function amountOf(text: string): bigint | undefined {
  return amount({ type: 'scalar', value: text, source: text, isPlain: true, span: [0, 0] });
}
