import { get } from '../../yaml/node.ts';
import { isFilled, placeOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'flow-namespaces',
  severity: 'error',
  claims: 'value',
  summary: 'A rule of a flow schema names namespaces, unless it is about the whole cluster.',
  on: { types: ['flowcontrol.v1/ResourcePolicyRule'] },
  check({ node, keySpan }, report) {
    const scope = get(node, 'clusterScope');
    const isCluster = scope?.type === 'scalar' && scope.value === true;
    if (!isCluster && !isFilled(get(node, 'namespaces')))
      report(
        placeOf(node, keySpan),
        'the rule is for no namespace: add "namespaces" or "clusterScope: true"',
      );
  },
};
