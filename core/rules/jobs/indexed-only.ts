import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'indexed-only',
  severity: 'error',
  claims: 'value',
  summary: 'A Job that is not indexed has settings of indexed ones.',
  source: inApiServer('batch', 'validateJobSpec'),
  since: '1.28',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    if (isIndexed(node)) return;
    for (const key of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
      if (isSet(get(node, key)))
        report(keyOf(node, key), `"${key}" needs "completionMode: Indexed": add it or remove this`);
    }
  },
};
