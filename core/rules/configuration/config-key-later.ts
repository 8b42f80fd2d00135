import type { Rule } from '../rule.ts';
import { compareVersions } from '../../dictionaries/versions.ts';
import { rowsRead } from './rowsRead.ts';

export const rule: Rule = {
  code: 'config-key-later',
  severity: 'warning',
  claims: 'advice',
  summary: 'Only later versions of the program have a configuration key.',
  on: { configs: ['*'] },
  check({ config }, report) {
    const { version } = config ?? {};
    if (!config || version === undefined) return;
    for (const entry of config.entries) {
      if (entry.dictionary !== config.dictionary) continue;
      const rows = rowsRead(config, entry.rows);
      const isLater = ({ since }: { since?: string }): boolean =>
        since !== undefined && compareVersions(since, version) > 0;
      if (rows.length === 0 || !rows.every(isLater)) continue;
      const { title } = config.dictionary.head;
      const [first] = rows;
      report(
        entry.keySpan,
        `${title} has "${entry.key}" since ${first?.since ?? ''}, this is ${version}: remove it, or use a later version`,
        config.annotation.refusesUnknown ? { severity: 'error' } : {},
      );
    }
  },
};
