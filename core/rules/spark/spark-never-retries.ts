import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-never-retries',
  severity: 'warning',
  claims: 'advice',
  summary: 'A restart policy that never restarts has settings of retries.',
  source: inSparkOperator('internal/controller/sparkapplication/controller.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const policy = get(node, 'restartPolicy');
    if ((string(get(policy, 'type')) ?? 'Never') !== 'Never') return;
    for (const { key } of entries(policy).filter(({ key }) => key.source.includes('Retr')))
      report(
        key,
        `"${key.source}" has no effect with "type: Never": write "type: OnFailure", or remove it`,
      );
  },
};
