import { quote } from '../../formats/format.ts';
import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import {
  isFilledInElsewhere,
  placeholdersIn,
  trialParameters,
  trialTemplateWebhook,
} from './trialPlaceholders.ts';

export const rule: Rule = {
  code: 'trial-parameter-unused',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'A parameter of a Katib trial is read nowhere in its template.',
  source: trialTemplateWebhook,
  on: { types: ['kubeflow.org/TrialTemplate'] },
  check(visit, report) {
    const template = get(visit.node, 'trialSpec');
    const declared = trialParameters(visit.node);
    if (!template || template.filledIn || !declared || isFilledInElsewhere(visit, template)) return;
    const used = new Set(placeholdersIn(visit, template).map(({ name }) => name));
    for (const { name, node } of declared)
      if (!used.has(name))
        report(
          node,
          `no text of "trialSpec" reads ${quote(name)}: write \${trialParameters.${name}} where its value belongs, or remove it`,
        );
  },
};
