import { at, get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isIndexed } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'indexed-parallelism',
  severity: 'error',
  claims: 'value',
  summary: 'An indexed Job runs more than 100000 pods at a time.',
  source: inApiServer('batch', 'validateJobSpec'),
  on: { kinds: ['batch/Job'] },
  check({ ctx }, report) {
    const parallel = at(ctx.root, ['spec', 'parallelism']);
    if (parallel && isIndexed(get(ctx.root, 'spec')) && (number(parallel) ?? 0) > 100_000)
      report(parallel, 'an indexed Job runs at most 100000 pods at a time: write less');
  },
};
