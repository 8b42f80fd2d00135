import { quote } from '../../formats/format.ts';
import { at, get, items, text, type Node } from '../../yaml/node.ts';
import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { callsOf, isLooped, ofOthers, templatesOf } from './argoCalls.ts';
import { spanOfPart, tagsIn } from './argoTags.ts';

export const rule: Rule = {
  code: 'argo-output-none',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'operator',
  summary: 'A variable stands for what a step or task prints, and its template runs no container.',
  source: onPage('Argo Workflows', 'https://argo-workflows.readthedocs.io/en/latest/variables/'),
  on: { types: ['argo-workflows/WorkflowSpec'] },
  check({ node: spec, ctx }, report) {
    const templates = templatesOf(spec);
    if (!templates) return;
    for (const template of templates.values()) {
      const calls = callsOf(template, templates);
      if (calls.length === 0) continue;
      for (const tag of tagsIn(ctx.text, template, ofOthers)) {
        const [root, name, what, output] = tag.parts;
        const isResult = what === 'outputs' && output === 'result';
        if ((root !== 'steps' && root !== 'tasks') || !(isResult || what === 'exitCode')) continue;
        // What several runs print is gathered in its own way.
        const callee = calls.find((call) => call.name === name && !isLooped(call.node))?.template;
        if (!callee || printsSomething(callee)) continue;
        const of = text(get(callee, 'name'));
        const whose = of === undefined ? 'the template' : `template ${quote(of)}`;
        report(
          spanOfPart(tag, isResult ? 3 : 2),
          `${whose} runs no container that prints something: declare an output, and read it as "outputs.parameters"`,
        );
      }
    }
  },
};

/** A body that is not known here may print something. */
function printsSomething(template: Node): boolean {
  const isSilent = ['steps', 'dag', 'suspend', 'resource'].some((body) =>
    isSet(get(template, body)),
  );
  const containers = at(template, ['containerSet', 'containers']);
  if (!containers) return !isSilent;
  return items(containers).some((each) => text(get(each, 'name')) === 'main');
}
