import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { allocationOf } from './allocation.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-allocation-order',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'The least executors of a dynamic allocation are more than the most.',
  source: inSparkOperator('internal/webhook/dynamicallocation_validator.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const { min, low, high } = allocationOf(node);
    if (min && low !== undefined && high !== undefined && low > high)
      report(
        min,
        `"minExecutors: ${low}" is more than "maxExecutors: ${high}": swap or change them`,
      );
  },
};
