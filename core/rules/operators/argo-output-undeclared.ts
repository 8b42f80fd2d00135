import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { at, get, text } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { namesIn } from '../../model/argoInputs.ts';
import { callsOf, ofOthers, templatesOf } from './argoCalls.ts';
import { spanOfPart, tagsIn } from './argoTags.ts';

export const rule: Rule = {
  code: 'argo-output-undeclared',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A variable stands for an output that the template of the step or task does not have.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/WorkflowSpec'] },
  check({ node: spec, ctx }, report) {
    const templates = templatesOf(spec);
    if (!templates) return;
    for (const template of templates.values()) {
      const calls = callsOf(template, templates);
      if (calls.length === 0) continue;
      for (const tag of tagsIn(ctx.text, template, ofOthers)) {
        const [root, step, outputs, what = '', name = '', ...more] = tag.parts;
        const isOutput = (root === 'steps' || root === 'tasks') && outputs === 'outputs';
        if (!isOutput || more.length > 0 || (what !== 'parameters' && what !== 'artifacts'))
          continue;
        const callee = calls.find((call) => call.name === step)?.template;
        const declared = callee && namesIn(at(callee, ['outputs', what]));
        // Argo keeps logs as artifacts that nobody declares.
        if (!declared || declared.includes(name) || name.endsWith('-logs')) continue;
        const span = spanOfPart(tag, 4);
        const guess = nearest(name, declared);
        const of = text(get(callee, 'name'));
        const whose = of === undefined ? 'the template' : `template ${quote(of)}`;
        const advice =
          guess === undefined ? `declare it under "outputs.${what}"` : `write ${guess}`;
        report(
          span,
          `${whose} has no output ${quote(name)}: ${advice}`,
          partReplacedBy(span, guess),
        );
      }
    }
  },
};
