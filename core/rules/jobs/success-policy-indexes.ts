import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'success-policy-indexes',
  severity: 'error',
  claims: 'value',
  summary: 'The indexes of a success policy are no ascending list of numbers and ranges.',
  source: inApiServer('batch', 'validateIndexesFormat'),
  since: '1.30',
  on: { types: ['batch.v1/SuccessPolicyRule'] },
  check({ node }, report) {
    const indexes = get(node, 'succeededIndexes');
    const text = string(indexes);
    if (!indexes || text === undefined) return;
    const numbers = text.split(/[,-]/).map(Number);
    const isAscending = numbers.every(
      (value, index) => index === 0 || value > (numbers[index - 1] ?? 0),
    );
    if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text) || !isAscending)
      report(
        indexes,
        `"${text}" is not a list of indexes: write ascending numbers and ranges, e.g. 0,2-4`,
      );
  },
};
