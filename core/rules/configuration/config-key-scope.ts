import type { Rule } from '../rule.ts';
import { isInScope } from '../../dictionaries/scopes.ts';

export const rule: Rule = {
  code: 'config-key-scope',
  severity: 'warning',
  claims: 'advice',
  summary: 'A configuration key is set where the program does not read it.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { scopes } = config ?? {};
    if (!config || !scopes || config.annotation.isShared) return;
    for (const { key, rows, keySpan } of config.entries) {
      const [first] = rows;
      if (!first?.scope || rows.some((row) => row.scope === undefined || isInScope(row, scopes)))
        continue;
      const where = first.scope
        .replaceAll('catalog:', 'catalogs of ')
        .replaceAll(/[|;,]/g, ', ')
        .replaceAll(/\s+/g, ' ');
      const what = config.annotation.refusesUnknown ? ', and refused' : '';
      report(keySpan, `"${key}" is not read here${what}: it is of ${where}`);
    }
  },
};
