import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { requirementTypes } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'selector-values-unused',
  severity: 'error',
  claims: 'value',
  summary: 'The operators Exists and DoesNotExist have values.',
  source: inApiServer(
    'apimachinery/pkg/apis/meta/v1/validation/validation.go',
    'ValidateLabelSelectorRequirement',
  ),
  on: { types: requirementTypes },
  check({ node }, report) {
    const operator = string(get(node, 'operator')) ?? '';
    if (/^(Exists|DoesNotExist)$/.test(operator) && list(get(node, 'values')).length > 0)
      report(
        keyOf(node, 'values'),
        `"${operator}" takes no values: remove them, or use In or NotIn`,
      );
  },
};
