import { get } from '../../yaml/node.ts';
import { isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'indexed-completions',
  severity: 'error',
  claims: 'absence',
  summary: 'An indexed Job does not say how many completions it needs.',
  source: inApiServer('batch', 'validateJobSpec'),
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    // With neither of both the server fills in one of each.
    if (!isIndexed(node) || isSet(get(node, 'completions')) || !isSet(get(node, 'parallelism')))
      return;
    report(keyOf(node, 'completionMode'), '"completionMode: Indexed" needs "completions": add it');
  },
};
