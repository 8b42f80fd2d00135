import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { allocationOf } from './allocation.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-allocation-initial',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary:
    'A dynamic allocation begins with fewer executors than the least, or with more than the most.',
  source: inSparkOperator('internal/webhook/dynamicallocation_validator.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const { low, initial, start, high } = allocationOf(node);
    if (!initial || start === undefined || (low ?? 0) > (high ?? Infinity)) return;
    if (start > (high ?? Infinity) || start < (low ?? 0))
      report(
        initial,
        `"initialExecutors: ${start}" is not between minExecutors and maxExecutors: change it`,
      );
  },
};
