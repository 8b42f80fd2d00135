import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { replacedBy } from '../fixes.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-batch-scheduler',
  severity: 'warning',
  claims: 'advice',
  summary: 'The name of a batch scheduler has capital letters, and the operator knows none.',
  source: inSparkOperator('internal/scheduler/registry.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const scheduler = get(node, 'batchScheduler');
    const name = string(scheduler) ?? '';
    const meant = name.toLowerCase();
    if (scheduler && name !== meant && /^(volcano|yunikorn)$/.test(meant))
      report(scheduler, `"${name}" is not known: write ${meant}`, replacedBy(scheduler, meant));
  },
};
