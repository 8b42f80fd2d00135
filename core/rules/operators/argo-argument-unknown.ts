import { quote } from '../../formats/format.ts';
import { text, get } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { unknownArguments } from './argoCalls.ts';

export const rule: Rule = {
  code: 'argo-argument-unknown',
  severity: 'warning',
  claims: 'advice',
  summary: 'A step or a task passes an argument under a name that is nearly that of an input.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/parameters/',
  ),
  on: { types: ['argo-workflows/WorkflowSpec'] },
  check({ node: spec }, report) {
    for (const { node, name, guess, template } of unknownArguments(spec)) {
      if (guess === undefined) continue;
      const of = text(get(template, 'name'));
      const whose = of === undefined ? 'the template' : `template ${quote(of)}`;
      report(
        node,
        `${whose} has no input ${quote(name)}: write ${guess}`,
        partReplacedBy(node.span, guess),
      );
    }
  },
};
