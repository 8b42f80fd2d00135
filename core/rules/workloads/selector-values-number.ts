import { get } from '../../yaml/node.ts';
import { list, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { requirementTypes } from './workloadKinds.ts';

export const rule: Rule = {
  code: 'selector-values-number',
  severity: 'error',
  claims: 'value',
  summary: 'The operators Gt and Lt do not compare with exactly one number.',
  source: inApiServer('core', 'ValidateNodeSelectorRequirement'),
  on: { types: requirementTypes },
  check({ node, keySpan }, report) {
    const operator = string(get(node, 'operator')) ?? '';
    if (/^(Gt|Lt)$/.test(operator) && list(get(node, 'values')).length !== 1)
      report(
        placeOf(node, keySpan),
        `"${operator}" compares with one number: give exactly one value`,
      );
  },
};
