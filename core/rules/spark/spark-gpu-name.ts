import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-gpu-name',
  severity: 'warning',
  claims: 'advice',
  summary: 'The name of a GPU has no domain, so that the operator skips it.',
  source: inSparkOperator('internal/webhook/sparkpod_defaulter.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const { pod } of podsOf(node)) {
      const gpu = at(pod, ['gpu', 'name']);
      const text = string(gpu);
      if (gpu && text && !text.includes('/'))
        report(
          gpu,
          `"${text}" is skipped: write the resource with its domain, e.g. nvidia.com/gpu`,
        );
    }
  },
};
