import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'node-fields',
  severity: 'error',
  claims: 'value',
  summary: 'matchFields of a node selector compares metadata.name with one name.',
  on: { types: ['core.v1/NodeSelectorTerm'] },
  check({ node }, report) {
    for (const field of list(get(node, 'matchFields'))) {
      const key = get(field, 'key');
      const operator = get(field, 'operator');
      if (key && string(key) !== 'metadata.name') {
        report(
          key,
          `"${string(key) ?? ''}" cannot be matched: only metadata.name can, use matchExpressions for labels`,
        );
      } else if (operator && !/^(In|NotIn)$/.test(string(operator) ?? '')) {
        report(operator, 'matchFields takes In or NotIn only');
      } else if (list(get(field, 'values')).length > 1) {
        report(
          keyOf(field, 'values'),
          'matchFields compares with one name: give exactly one value',
        );
      }
    }
  },
};
