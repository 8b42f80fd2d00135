import { fileAnnotation } from '../../embedded/files.ts';
import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { faultOfPython } from './pythonTexts.ts';

export const rule: Rule = {
  code: 'python-file',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary: 'A file in Python within a ConfigMap is none that Python reads.',
  source: onPage('Python', 'https://docs.python.org/3/reference/lexical_analysis.html'),
  on: { kinds: ['ConfigMap'] },
  check({ ctx }, report) {
    const { root } = ctx;
    const files = get(root, 'data');
    for (const { key, value } of entries(files)) {
      if (key.filledIn || !key.source.endsWith('.py')) continue;
      // What has a dictionary is told as the configuration of its program.
      if (fileAnnotation(root, files, key.source)) continue;
      const fault = faultOfPython(value, ctx);
      if (fault) report(fault.span, fault.message);
    }
  },
};
