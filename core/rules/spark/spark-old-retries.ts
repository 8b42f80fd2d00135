import { entry } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-old-retries',
  severity: 'warning',
  claims: 'advice',
  summary: 'Retries are set in fields that the operator no longer reads.',
  source: inSparkOperator('api/v1beta2/sparkapplication_types.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const key of ['failureRetries', 'retryInterval']) {
      const found = entry(node, key);
      if (found && isSet(found.value))
        report(
          found.key,
          `"${key}" is no longer read: use "onFailureRetries" and "onFailureRetryInterval" of restartPolicy`,
        );
    }
  },
};
