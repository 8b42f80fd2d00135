import { get } from '../../yaml/node.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isOfSystem } from './priorityClasses.ts';

export const rule: Rule = {
  code: 'priority-class-value',
  severity: 'error',
  claims: 'value',
  summary: 'A priority is above a billion, which is kept for the system.',
  source: inApiServer('scheduling', 'ValidatePriorityClass'),
  on: { kinds: ['scheduling.k8s.io/PriorityClass'] },
  check({ ctx }, report) {
    const value = get(ctx.root, 'value');
    if (!isOfSystem(ctx) && value && (number(value) ?? 0) > 1_000_000_000)
      report(value, `${number(value)} is kept for the system: write at most 1000000000`);
  },
};
