import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { jobTemplate } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'job-restart-policy-required',
  severity: 'error',
  claims: 'absence',
  summary: 'Pods of a Job have no restart policy, and the default is not for them.',
  source: inApiServer('batch', 'validateJobSpec'),
  on: { kinds: ['batch/Job', 'batch/CronJob'] },
  check({ ctx }, report) {
    const template = jobTemplate(ctx);
    const spec = get(template, 'spec');
    if (template && spec?.type === 'map' && !isFilled(get(spec, 'restartPolicy')))
      report(
        keyOf(template, 'spec'),
        'pods of a Job need a restart policy: add "restartPolicy: Never" or "OnFailure"',
      );
  },
};
