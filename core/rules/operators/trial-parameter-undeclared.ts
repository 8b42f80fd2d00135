import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { placeholdersIn, trialParameters, trialTemplateWebhook } from './trialPlaceholders.ts';

export const rule: Rule = {
  code: 'trial-parameter-undeclared',
  severity: 'error',
  claims: 'reference',
  enforcedBy: 'webhook',
  summary:
    'The template of a Katib trial reads a parameter that `trialParameters` does not declare.',
  source: trialTemplateWebhook,
  on: { types: ['kubeflow.org/TrialTemplate'] },
  check(visit, report) {
    const template = get(visit.node, 'trialSpec');
    const declared = trialParameters(visit.node);
    if (!template || template.filledIn || !declared) return;
    const names = declared.map(({ name }) => name);
    for (const { name, span } of placeholdersIn(visit, template)) {
      if (names.includes(name)) continue;
      const guess = nearest(name, names);
      const what =
        guess === undefined
          ? 'declare it there, with the hyperparameter that it stands for'
          : `did you mean ${quote(guess)}?`;
      report(span, `"trialParameters" has nothing named ${quote(name)}: ${what}`, {
        ...(guess !== undefined && {
          fix: { title: `Replace with ${guess}`, edits: [[span, `\${trialParameters.${guess}}`]] },
        }),
      });
    }
  },
};
