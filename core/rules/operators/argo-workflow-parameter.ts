import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, get } from '../../yaml/node.ts';
import { isFilled, isSet } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { namesIn } from '../../model/argoInputs.ts';
import { writtenTexts } from './writtenTexts.ts';

export const rule: Rule = {
  code: 'argo-workflow-parameter',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A variable stands for a parameter that the workflow does not declare.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/WorkflowSpec'] },
  check({ node: spec, ctx }, report) {
    if (isSet(get(spec, 'workflowTemplateRef'))) return;
    const declared = namesIn(at(spec, ['arguments', 'parameters']));
    if (!declared) return;
    // Templates may be called by workflows that declare more.
    const isRun = ctx.gvk.kind === 'Workflow' || ctx.gvk.kind === 'CronWorkflow';
    if (!isRun && !isFilled(get(spec, 'entrypoint'))) return;
    for (const [start, end] of writtenTexts(spec))
      for (const { index, 0: all, 1: name = '' } of ctx.text.slice(start, end).matchAll(variable)) {
        if (declared.includes(name)) continue;
        const guess = nearest(name, declared);
        if (!isRun && guess === undefined) continue;
        const from = start + index + all.length - name.length;
        const span = [from, from + name.length] as const;
        const advice =
          guess === undefined ? 'declare it under "arguments.parameters"' : `write ${guess}`;
        report(
          span,
          `the workflow has no parameter ${quote(name)}: ${advice}`,
          partReplacedBy(span, guess),
        );
      }
  },
};

const variable = /\{\{[ ]?workflow\.parameters\.([\w-]{1,100})(?=[ }])/g;
