/** Templates of a WorkflowTemplate that steps and tasks of other objects call. */
import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { resolve } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

export const templateMissing: LinkedCode = {
  code: 'argo-template-missing',
  severity: 'error',
  summary: 'A step or task calls a template that the WorkflowTemplate does not have.',
};

export const workflowTemplates: LinkedCheck = {
  codes: [templateMissing],
  check({ facts }, { graph, isNamespaced }, report) {
    for (const reference of facts.references) {
      const { template, kind, name } = reference;
      if (!template) continue;
      const { targets } = resolve(graph, facts, reference, isNamespaced(reference) !== false);
      const [target, ...others] = targets;
      const has = target?.isMade === false ? target.by.facts.templates : undefined;
      // Of several with the name, one may have it.
      if (!has || others.length > 0 || has.includes(template.text)) continue;
      const guess = nearest(template.text, has);
      const there =
        has.length === 0 ? 'it has none' : `it has ${has.slice(0, 5).map(quote).join(', ')}`;
      const what = guess === undefined ? there : `write ${guess}`;
      report(
        templateMissing,
        template.range,
        `${kind} ${quote(name.text)} has no template ${quote(template.text)}: ${what}`,
        {
          related: related(target?.by),
          ...(guess !== undefined && {
            fix: { title: `Change to ${guess}`, range: template.range, newText: guess },
          }),
        },
      );
    }
  },
};
