import { at, get } from '../../yaml/node.ts';
import { number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'priority-class',
  severity: 'error',
  claims: 'value',
  summary: 'Own priority classes are not called system-... and stay at or below a billion.',
  on: { kinds: ['scheduling.k8s.io/PriorityClass'] },
  check({ ctx }, report) {
    const name = at(ctx.root, ['metadata', 'name']);
    const text = string(name) ?? '';
    if (text === 'system-node-critical' || text === 'system-cluster-critical') return;
    const value = get(ctx.root, 'value');
    if (value && (number(value) ?? 0) > 1_000_000_000) {
      report(value, `${number(value)} is kept for the system: write at most 1000000000`);
    }
    if (name && text.startsWith('system-'))
      report(name, `"${text}": names that begin with system- are kept for the system`);
  },
};
