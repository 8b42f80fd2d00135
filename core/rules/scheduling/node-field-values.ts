import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNodeName } from './nodeFields.ts';

export const rule: Rule = {
  code: 'node-field-values',
  severity: 'error',
  claims: 'value',
  summary: 'The name of a node is compared with several names.',
  source: inApiServer('core', 'ValidateNodeFieldSelectorRequirement'),
  on: { types: ['core.v1/NodeSelectorTerm'] },
  check({ node }, report) {
    for (const field of list(get(node, 'matchFields'))) {
      const isComparison = /^(In|NotIn)$/.test(string(get(field, 'operator')) ?? 'In');
      if (isNodeName(field) && isComparison && list(get(field, 'values')).length > 1)
        report(
          keyOf(field, 'values'),
          'matchFields compares with one name: give exactly one value',
        );
    }
  },
};
