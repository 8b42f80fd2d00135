import { get } from '../../yaml/node.ts';
import { boolean, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'job-selector',
  severity: 'error',
  claims: 'value',
  summary: 'A Job has a selector of its own without saying so.',
  source: inApiServer('batch', 'ValidateJob'),
  on: { kinds: ['batch/Job'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || !isSet(get(spec, 'selector')) || boolean(get(spec, 'manualSelector')) === true)
      return;
    report(
      keyOf(spec, 'selector'),
      'a Job makes its own selector: remove it, or add "manualSelector: true"',
    );
  },
};
