import { get } from '../../yaml/node.ts';
import { isSet, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'failed-indexes-count',
  severity: 'error',
  claims: 'value',
  summary: 'More indexes of a Job may fail than it has.',
  source: inApiServer('batch', 'validateJobSpec'),
  since: '1.28',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    const failed = get(node, 'maxFailedIndexes');
    const max = number(failed);
    const completions = number(get(node, 'completions'));
    if (!isIndexed(node) || !failed || max === undefined || completions === undefined) return;
    if (isSet(get(node, 'backoffLimitPerIndex')) && max > completions)
      report(failed, `${max} failed indexes of ${completions}: write at most ${completions}`);
  },
};
