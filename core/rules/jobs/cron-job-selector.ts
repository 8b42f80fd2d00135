import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'cron-job-selector',
  severity: 'error',
  claims: 'value',
  summary: 'A CronJob has a selector, though its jobs make their own.',
  source: inApiServer('batch', 'ValidateJobTemplateSpec'),
  on: { types: ['batch.v1/JobTemplateSpec'] },
  check({ node }, report) {
    const spec = get(node, 'spec');
    for (const key of ['selector', 'manualSelector']) {
      const value = get(spec, key);
      if (!spec || !isFilled(value) || (value.type === 'scalar' && value.value === false)) continue;
      report(keyOf(spec, key), `jobs of a CronJob make their own selectors: remove "${key}"`);
    }
  },
};
