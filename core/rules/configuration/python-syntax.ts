import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { faultOfPython } from './pythonTexts.ts';

export const rule: Rule = {
  code: 'python-syntax',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A configuration in Python is none that Python reads.',
  source: onPage('Python', 'https://docs.python.org/3/reference/lexical_analysis.html'),
  on: { configs: ['*'] },
  check({ config, node, ctx }, report) {
    if (config?.annotation.form !== 'python') return;
    const fault = faultOfPython(node, ctx);
    if (fault) report(fault.span, fault.message);
  },
};
