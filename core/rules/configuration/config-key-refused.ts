import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'config-key-refused',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'webhook',
  summary: 'A configuration key is set that the operator keeps for itself and refuses.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { refusedScope } = config?.annotation ?? {};
    if (!config || refusedScope === undefined) return;
    for (const { key, rows, keySpan } of config.entries) {
      if (!rows.some(({ scope = '' }) => scope.includes(refusedScope))) continue;
      report(keySpan, `the operator sets "${key}" itself and refuses it here: remove it`);
    }
  },
};
