import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { labelValue } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'node-label-value',
  severity: 'error',
  claims: 'value',
  summary: 'A required node affinity compares with a value that no label can have.',
  source: inApiServer('core', 'ValidateNodeSelectorRequirement'),
  on: { types: ['core.v1/NodeSelector'] },
  check({ node }, report) {
    for (const term of list(get(node, 'nodeSelectorTerms'))) {
      for (const expression of list(get(term, 'matchExpressions'))) {
        for (const value of list(get(expression, 'values'))) {
          const problem = labelValue.check(string(value) ?? '');
          if (problem) report(value, problem.message);
        }
      }
    }
  },
};
