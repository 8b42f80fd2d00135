import { get } from '../../yaml/node.ts';
import { checkQualifiedName } from '../../formats/names.ts';
import { has, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'topology-key',
  severity: 'warning',
  claims: 'advice',
  summary: 'A topology key is the key of a node label.',
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  check({ node }, report) {
    const key = get(node, 'topologyKey');
    const text = string(key);
    const problem = text === undefined ? undefined : checkQualifiedName(text);
    if (key && problem && has(node, 'topologyKey')) report(key, problem.message);
  },
};
