import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'quota-scope-selector',
  severity: 'error',
  claims: 'value',
  summary: 'A scope that has no values is compared with some.',
  source: inApiServer('core', 'validateScopedResourceSelectorRequirement'),
  on: { types: ['core.v1/ScopedResourceSelectorRequirement'] },
  check({ node }, report) {
    const operator = get(node, 'operator');
    const scope = string(get(node, 'scopeName')) ?? '';
    if (
      operator &&
      /^(Not)?(Terminating|BestEffort)$/.test(scope) &&
      string(operator) !== 'Exists'
    ) {
      report(
        operator,
        `the scope ${scope} has no values: write "operator: Exists" and remove them`,
      );
    }
  },
};
