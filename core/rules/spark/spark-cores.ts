import { get } from '../../yaml/node.ts';
import { amount, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { NANO } from '../../formats/quantity.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-cores',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'Driver or executor requests more processors than its limit.',
  source: inSparkOperator('internal/controller/sparkapplication/submission.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const { pod } of podsOf(node)) {
      const limit = amount(get(pod, 'coreLimit'));
      const request = get(pod, 'coreRequest');
      const cores = get(pod, 'cores');
      const requested = amount(request);
      const count = number(cores);
      if (limit === undefined) continue;
      if (request && requested !== undefined && requested > limit) {
        report(request, 'coreRequest is more than coreLimit: the pod would be refused, change one');
      } else if (
        !request &&
        cores &&
        count !== undefined &&
        BigInt(Math.trunc(count)) * NANO > limit
      ) {
        report(
          cores,
          'cores are more than coreLimit: the pod would be refused, raise the limit or add a coreRequest',
        );
      }
    }
  },
};
