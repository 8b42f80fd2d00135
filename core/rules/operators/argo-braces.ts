import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { writtenTexts } from './writtenTexts.ts';
import { ofOthers } from './argoCalls.ts';

export const rule: Rule = {
  code: 'argo-braces',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A variable of a workflow template begins with two braces and does not end.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/Template'] },
  check({ node: template, ctx }, report) {
    for (const [start, end] of writtenTexts(template, ofOthers)) {
      const written = ctx.text.slice(start, end);
      const last = written.lastIndexOf('{{');
      if (last < 0 || unfolded(written.slice(last)).includes('}}')) continue;
      const at = start + last;
      report(
        [at, at + 2],
        'what begins with two braces ends with two: write }} behind the variable',
      );
    }
  },
};

/** A text in quotes whose lines end with a backslash goes on without a blank. */
function unfolded(written: string): string {
  return written.replace(/\\\r?\n[ \t]*/g, '');
}
