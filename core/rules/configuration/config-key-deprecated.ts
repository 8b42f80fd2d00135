import type { Rule } from '../rule.ts';
import { isGone } from './isGone.ts';
import { rowsRead } from './rowsRead.ts';

export const rule: Rule = {
  code: 'config-key-deprecated',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A configuration key without a successor is deprecated in a program that refuses to start with keys that it does not know.',
  on: { configs: ['*'] },
  check({ config }, report) {
    // Where nobody says the version, an old one may run.
    if (!config?.annotation.refusesUnknown || !config.annotation.version) return;
    for (const entry of config.entries) {
      const rows = rowsRead(config, entry.rows);
      const isKept = rows.some(({ isDeprecated, replacedBy }) => !isDeprecated || replacedBy);
      if (rows.length === 0 || isKept || rows.some((row) => isGone(config, entry, row))) continue;
      report(
        entry.keySpan,
        `"${entry.key}" is deprecated in ${entry.dictionary.head.title}: remove it, a later version does not start with it`,
      );
    }
  },
};
