import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'progress-deadline',
  severity: 'error',
  claims: 'value',
  summary: 'A Deployment has less time to progress than its pods need to be ready.',
  source: inApiServer('apps', 'ValidateDeploymentSpec'),
  on: { kinds: ['apps/Deployment'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const deadline = get(spec, 'progressDeadlineSeconds');
    const seconds = number(deadline) ?? 600;
    const ready = get(spec, 'minReadySeconds');
    const minReady = number(ready) ?? 0;
    const place = deadline ?? ready;
    if (place && seconds > 0 && seconds <= minReady) {
      report(
        place,
        `the deadline of ${seconds} seconds must be longer than minReadySeconds (${minReady})`,
      );
    }
  },
};
