import { quote } from '../../formats/format.ts';
import { entry, get, text, type Node, type Span } from '../../yaml/node.ts';
import { isSet, placeOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { passedKinds, type Passed } from '../../model/argoInputs.ts';
import { callsOf, misfitOf, templatesOf } from './argoCalls.ts';

export const rule: Rule = {
  code: 'argo-argument-missing',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A template of a workflow has an input without a default, and nobody passes it.',
  source: onPage(
    'Argo Workflows',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/parameters/',
  ),
  on: { types: ['argo-workflows/WorkflowSpec'] },
  check({ node: spec, ctx }, report) {
    const templates = templatesOf(spec);
    if (!templates) return;
    const tell = (passed: Node | undefined, template: Node, place: Span): void => {
      for (const what of passedKinds) {
        const [missing] = misfitOf(passed, template, what).missing;
        if (missing === undefined) continue;
        const name = text(get(template, 'name'));
        const of = name === undefined ? 'the template' : `template ${quote(name)}`;
        report(
          place,
          `${of} needs ${words[what]} ${quote(missing)}: add it to "arguments", or give the input a default`,
        );
      }
    };
    for (const template of templates.values())
      for (const call of callsOf(template, templates)) {
        const passed = entry(call.node, 'arguments') ?? entry(call.node, 'template');
        tell(get(call.node, 'arguments'), call.template, passed?.key.span ?? placeOf(call.node));
      }
    const entrypoint = get(spec, 'entrypoint');
    const first = templates.get(text(entrypoint) ?? '');
    if (!first || !entrypoint || !isRun(ctx.gvk.kind) || isSet(get(spec, 'workflowTemplateRef')))
      return;
    tell(get(spec, 'arguments'), first, entrypoint.span);
  },
};

const words: Readonly<Record<Passed, string>> = {
  parameters: 'the parameter',
  artifacts: 'the artifact',
};

/** Templates get arguments from what starts them. */
function isRun(kind: string): boolean {
  return kind === 'Workflow' || kind === 'CronWorkflow';
}
