import { get } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'size-limit',
  severity: 'error',
  claims: 'value',
  summary: 'The size limit of an empty directory is negative.',
  source: inApiServer('core', 'validateVolumeSource'),
  on: { types: ['core.v1/EmptyDirVolumeSource'] },
  check({ node }, report) {
    const limit = get(node, 'sizeLimit');
    const found = amount(limit);
    if (limit && found !== undefined && found < 0n)
      report(limit, 'the size limit is negative: write 0 or more');
  },
};
