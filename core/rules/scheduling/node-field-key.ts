import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { isNodeName } from './nodeFields.ts';

export const rule: Rule = {
  code: 'node-field-key',
  severity: 'error',
  claims: 'value',
  summary: 'A node is selected by a field other than its name.',
  source: inApiServer('core', 'ValidateNodeFieldSelectorRequirement'),
  on: { types: ['core.v1/NodeSelectorTerm'] },
  check({ node }, report) {
    for (const field of list(get(node, 'matchFields'))) {
      const key = get(field, 'key');
      if (key && !isNodeName(field))
        report(
          key,
          `"${string(key) ?? ''}" cannot be matched: only metadata.name can, use matchExpressions for labels`,
        );
    }
  },
};
