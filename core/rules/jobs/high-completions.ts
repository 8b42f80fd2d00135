import { get, type Node } from '../../yaml/node.ts';
import { has, keyOf, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

const most = 10_000;

export const rule: Rule = {
  code: 'high-completions',
  severity: 'error',
  claims: 'value',
  summary:
    'A Job with a limit per index has more than 100,000 of them, and lets too many run or fail.',
  source: inApiServer('batch', 'validateJobSpec'),
  since: '1.28',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    const isHigh = (number(get(node, 'completions')) ?? 0) > 100_000;
    if (!isHigh || !isIndexed(node) || !has(node, 'backoffLimitPerIndex')) return;
    if (!has(node, 'maxFailedIndexes'))
      report(
        keyOf(node, 'completions'),
        'more than 100,000 completions with a limit per index need maxFailedIndexes: add it, at most 10,000',
      );
    for (const value of [get(node, 'parallelism'), get(node, 'maxFailedIndexes')])
      if (isAbove(value))
        report(
          value,
          'with more than 100,000 completions and a limit per index at most 10,000 are allowed here',
        );
  },
};

function isAbove(value: Node | undefined): value is Node {
  return (number(value) ?? 0) > most;
}
