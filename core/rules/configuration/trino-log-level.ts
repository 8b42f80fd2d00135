import { entriesOf } from '../../embedded/entries.ts';
import { fileNamed } from '../../embedded/files.ts';
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
  check({ ctx: { root, text, mounted } }, report) {
    const files = get(root, 'data');
    const file = fileNamed(files, 'log.properties', mounted);
    const paths = [...(mounted?.values() ?? [])].flat().join('\n');
    if (!file || !saysTrino(root, files, paths)) return;
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
