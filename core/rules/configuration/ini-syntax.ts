import { writtenText } from '../../embedded/entries.ts';
import { textSpan } from '../../embedded/textSpan.ts';
import { iniFaults } from '../../embedded/texts/iniFaults.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { lineAround } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'ini-syntax',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A configuration with sections is none that Python reads.',
  source: onPage('Python', 'https://docs.python.org/3/library/configparser.html'),
  on: { configs: ['*'] },
  check({ config, node, ctx: { text } }, report) {
    if (config?.annotation.form !== 'ini' || config.isPartial) return;
    const written = writtenText(node);
    const span = written && textSpan(text, written);
    if (!span) return;
    const isHeldIn = node.partly?.isHeldIn ?? (() => false);
    for (const fault of iniFaults(text, span))
      if (!isHeldIn(lineAround(text, fault.span))) report(fault.span, fault.message);
  },
};
