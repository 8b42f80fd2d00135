import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isOfSystem } from './priorityClasses.ts';

export const rule: Rule = {
  code: 'priority-class-name',
  severity: 'error',
  claims: 'value',
  summary: 'A priority class is called system-, which is kept for the system.',
  source: inApiServer('scheduling', 'ValidatePriorityClass'),
  on: { kinds: ['scheduling.k8s.io/PriorityClass'] },
  check({ ctx }, report) {
    const name = at(ctx.root, ['metadata', 'name']);
    const text = string(name) ?? '';
    if (!isOfSystem(ctx) && name && text.startsWith('system-'))
      report(name, `"${text}": names that begin with system- are kept for the system`);
  },
};
