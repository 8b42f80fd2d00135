import { get } from '../../yaml/node.ts';
import { keyOf, list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { requirementTypes } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'selector-values-required',
  severity: 'error',
  claims: 'absence',
  summary: 'The operators In and NotIn have no values to compare with.',
  source: inApiServer(
    'apimachinery/pkg/apis/meta/v1/validation/validation.go',
    'ValidateLabelSelectorRequirement',
  ),
  on: { types: requirementTypes },
  check({ node, keySpan }, report) {
    const operator = string(get(node, 'operator')) ?? '';
    const values = get(node, 'values');
    if (/^(In|NotIn)$/.test(operator) && list(values).length === 0)
      report(
        values ? keyOf(node, 'values') : placeOf(node, keySpan),
        `"${operator}" needs values: add "values" with at least one`,
      );
  },
};
