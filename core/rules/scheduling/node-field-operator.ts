import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNodeName } from './nodeFields.ts';

export const rule: Rule = {
  code: 'node-field-operator',
  severity: 'error',
  claims: 'value',
  summary: 'The name of a node is compared with an operator other than In and NotIn.',
  source: inApiServer('core', 'ValidateNodeFieldSelectorRequirement'),
  on: { types: ['core.v1/NodeSelectorTerm'] },
  check({ node }, report) {
    for (const field of list(get(node, 'matchFields'))) {
      const operator = get(field, 'operator');
      if (operator && isNodeName(field) && !/^(In|NotIn)$/.test(string(operator) ?? ''))
        report(operator, 'matchFields takes In or NotIn only');
    }
  },
};
