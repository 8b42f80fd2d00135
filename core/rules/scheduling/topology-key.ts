import { get } from '../../yaml/node.ts';
import { has, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { checkQualifiedName } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'topology-key',
  severity: 'warning',
  claims: 'advice',
  summary: 'A topology key is not the key of a label.',
  source: inApiServer('core', 'ValidateTopologyKey'),
  on: { types: ['core.v1/TopologySpreadConstraint'] },
  check({ node }, report) {
    const key = get(node, 'topologyKey');
    const text = string(key);
    const problem = text === undefined ? undefined : checkQualifiedName(text);
    if (key && problem && has(node, 'topologyKey')) report(key, problem.message);
  },
};
