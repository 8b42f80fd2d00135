import { get } from '../../yaml/node.ts';
import { keyOf, list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'selector-values',
  severity: 'error',
  claims: 'value',
  summary:
    'In and NotIn need values, Exists and DoesNotExist have none, Gt and Lt have one number.',
  on: {
    types: [
      'meta.v1/LabelSelectorRequirement',
      'core.v1/NodeSelectorRequirement',
      'core.v1/ScopedResourceSelectorRequirement',
    ],
  },
  check({ node, keySpan }, report) {
    const operator = string(get(node, 'operator')) ?? '';
    const values = get(node, 'values');
    const count = list(values).length;
    if (/^(In|NotIn)$/.test(operator) && count === 0) {
      report(
        values ? keyOf(node, 'values') : placeOf(node, keySpan),
        `"${operator}" needs values: add "values" with at least one`,
      );
    } else if (/^(Exists|DoesNotExist)$/.test(operator) && count > 0) {
      report(
        keyOf(node, 'values'),
        `"${operator}" takes no values: remove them, or use In or NotIn`,
      );
    } else if (/^(Gt|Lt)$/.test(operator) && count !== 1) {
      report(
        placeOf(node, keySpan),
        `"${operator}" compares with one number: give exactly one value`,
      );
    }
  },
};
