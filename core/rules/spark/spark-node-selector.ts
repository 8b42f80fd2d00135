import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-node-selector',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'The node selector stands at the application and at driver or executor.',
  source: inSparkOperator('internal/webhook/sparkapplication_validator.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    if (!isFilled(get(node, 'nodeSelector'))) return;
    for (const { key, pod } of podsOf(node)) {
      if (isFilled(get(pod, 'nodeSelector'))) {
        report(
          keyOf(pod, 'nodeSelector'),
          `there is a nodeSelector for the whole application too: keep that one or those of driver and executor, not ${key}'s beside it`,
        );
      }
    }
  },
};
