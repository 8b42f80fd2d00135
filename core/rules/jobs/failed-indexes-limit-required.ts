import { get } from '../../yaml/node.ts';
import { isSet, keyOf, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'failed-indexes-limit-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A Job counts failed indexes and does not say when an index has failed.',
  source: inApiServer('batch', 'validateJobSpec'),
  since: '1.28',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    if (!isIndexed(node) || number(get(node, 'maxFailedIndexes')) === undefined) return;
    if (!isSet(get(node, 'backoffLimitPerIndex')))
      report(
        keyOf(node, 'maxFailedIndexes'),
        '"maxFailedIndexes" needs "backoffLimitPerIndex": add it',
      );
  },
};
