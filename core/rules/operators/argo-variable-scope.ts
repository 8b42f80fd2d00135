import { get } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { spanOfPart, tagsIn } from './argoTags.ts';
import { ofOthers } from './argoCalls.ts';

export const rule: Rule = {
  code: 'argo-variable-scope',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A template reads steps and has no steps, or tasks and has no tasks.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/Template'] },
  check({ node: template, step, ctx }, report) {
    if (step === 'templateDefaults' || template.type !== 'map') return;
    const own = isSet(get(template, 'dag')) ? 'tasks' : 'steps';
    const isLeaf = own === 'steps' && !isSet(get(template, 'steps'));
    for (const tag of tagsIn(ctx.text, template, ofOthers)) {
      const [root, , what] = tag.parts;
      // `steps.name` is the name of the step that calls.
      if (what === undefined || (root !== 'steps' && root !== 'tasks')) continue;
      if (root === own && !isLeaf) continue;
      const span = spanOfPart(tag, 0);
      if (isLeaf)
        report(
          span,
          `only the template that has the ${root} reads them: pass the value as an argument, and read that input here`,
        );
      else
        report(
          span,
          `this template has ${own}, no ${root}: write ${own}`,
          partReplacedBy(span, own),
        );
    }
  },
};
