import { writtenText } from '../../embedded/entries.ts';
import { fileNamed } from '../../embedded/files.ts';
import { textSpan } from '../../embedded/textSpan.ts';
import { jvmFaults } from '../../formats/jvmOptions.ts';
import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { reportOptions } from './jvmReports.ts';

export const rule: Rule = {
  code: 'jvm-option',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A line of jvm.config is no option that Java takes.',
  source: onPage('Java', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html'),
  on: { kinds: ['ConfigMap'] },
  check({ ctx: { root, text, mounted } }, report) {
    const file = fileNamed(get(root, 'data'), 'jvm.config', mounted);
    const node = file && writtenText(file);
    const span = node && textSpan(text, node);
    if (!file || !span) return;
    const isHeld = file.partly?.isHeldIn ?? (() => false);
    reportOptions(jvmFaults(text, span, isHeld), report);
  },
};
