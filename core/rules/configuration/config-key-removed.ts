import type { Rule } from '../rule.ts';
import { isGone } from './isGone.ts';
import { rowsRead } from './rowsRead.ts';

export const rule: Rule = {
  code: 'config-key-removed',
  severity: 'warning',
  claims: 'advice',
  summary: 'The program has a configuration key no more.',
  on: { configs: ['*'] },
  check({ config }, report) {
    for (const entry of config?.entries ?? []) {
      if (!config) return;
      const rows = rowsRead(config, entry.rows);
      const [first] = rows;
      if (!first || first.replacedBy !== undefined) continue;
      if (!rows.every((row) => isGone(config, entry, row))) continue;
      const { title } = entry.dictionary.head;
      const isSure = config.annotation.refusesUnknown && config.version !== undefined;
      const severity = isSure ? ({ severity: 'error' } as const) : {};
      const what = config.annotation.refusesUnknown ? 'does not start with it' : 'does not read it';
      const since = first.removed ?? '';
      report(
        entry.keySpan,
        `${title} has no "${entry.key}" since ${since} and ${what}: remove it`,
        severity,
      );
    }
  },
};
