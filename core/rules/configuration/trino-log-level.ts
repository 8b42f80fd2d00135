import { entriesOf } from '../../embedded/entries.ts';
import { saysTrino } from '../../embedded/trinoFiles.ts';
import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'trino-log-level',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A level in log.properties of Trino is none, and Trino does not start.',
  source: onPage('Trino', 'https://trino.io/docs/current/installation/deployment.html#log-levels'),
  on: { kinds: ['ConfigMap'] },
  check({ ctx: { root, text } }, report) {
    const files = get(root, 'data');
    const file = get(files, 'log.properties');
    if (!file || !saysTrino(root, files, '')) return;
    for (const { key, value, valueSpan } of entriesOf({ of: '', form: 'properties' }, file, text)) {
      const level = value?.trim() ?? '';
      if (level === '' || levels.test(level)) continue;
      report(
        valueSpan,
        `"${level}" is no level, and Trino does not start: write DEBUG, INFO, WARN, ERROR or OFF for ${key}`,
      );
    }
  },
};

const levels = /^(?:all|trace|debug|info|warn|error|off)$/i;
