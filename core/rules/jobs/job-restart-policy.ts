import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { jobTemplate } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'job-restart-policy',
  severity: 'error',
  claims: 'value',
  summary: 'Pods of a Job always restart.',
  source: inApiServer('batch', 'validateJobSpec'),
  on: { kinds: ['batch/Job', 'batch/CronJob'] },
  check({ ctx }, report) {
    const policy = at(jobTemplate(ctx), ['spec', 'restartPolicy']);
    if (policy && string(policy) === 'Always')
      report(policy, '"Always" is not for Jobs: write Never or OnFailure');
  },
};
