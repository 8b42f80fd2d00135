import { expect, test } from 'vitest';
import { unbalanced } from './promql.ts';

test('brackets and quotes that match are taken', () => {
  const taken = [
    'up == 0',
    'sum by (job) (rate(rows_total{job="a(b", path=~"/[a-z]+"}[5m]))',
    "up{a='\\'('} # a comment with (",
    'up{a=`\\`}',
    '',
  ];
  expect(taken.filter(unbalanced)).toEqual([]);
});

test('a bracket or a quote without its other end is told', () => {
  const told = ['sum(rate(up[5m])', 'up)', 'up{a="b}', 'rate(up[5m)]', "up{a='\\'}"];
  expect(told.filter((text) => !unbalanced(text))).toEqual([]);
});
