import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'success-policy',
  severity: 'error',
  claims: 'value',
  summary: 'A rule of a success policy counts indexes or names them.',
  on: { types: ['batch.v1/SuccessPolicyRule'] },
  check(visit, report) {
    const { node } = visit;
    const indexes = get(node, 'succeededIndexes');
    const text = string(indexes);
    if (!isSet(indexes) && !isSet(get(node, 'succeededCount'))) {
      report(placeOfVisit(visit), 'a rule needs "succeededCount" or "succeededIndexes": add one');
      return;
    }
    if (!indexes || text === undefined) return;
    const numbers = text.split(/[,-]/).map(Number);
    const isAscending = numbers.every(
      (value, index) => index === 0 || value > (numbers[index - 1] ?? 0),
    );
    if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text) || !isAscending) {
      report(
        indexes,
        `"${text}" is not a list of indexes: write ascending numbers and ranges, e.g. 0,2-4`,
      );
    }
  },
};
