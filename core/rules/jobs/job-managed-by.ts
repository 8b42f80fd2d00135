import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'job-managed-by',
  severity: 'error',
  claims: 'value',
  summary: 'The name of what manages a Job has no domain.',
  source: inApiServer('batch', 'validateJobSpec'),
  since: '1.30',
  on: { kinds: ['batch/Job'] },
  check({ ctx }, report) {
    const manager = at(ctx.root, ['spec', 'managedBy']);
    const text = string(manager);
    if (manager && text && !/^[a-z0-9.-]+\/.+$/.test(text))
      report(manager, `"${text}" has no domain: write e.g. kueue.x-k8s.io/multikueue`);
  },
};
