import { get } from '../../yaml/node.ts';
import { isFilled, placeOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'flow-namespaces',
  severity: 'error',
  claims: 'absence',
  summary: 'A rule of a flow schema is neither for namespaces nor for the whole cluster.',
  source: inApiServer('flowcontrol', 'ValidateFlowSchemaResourcePolicyRule'),
  since: '1.29',
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
