import { get } from '../../yaml/node.ts';
import { has, keyOf, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'host-ip-unused',
  severity: 'warning',
  claims: 'advice',
  summary: 'A port names an address of the node and no port there.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta'),
  on: { types: ['core.v1/ContainerPort'] },
  check({ node }, report) {
    const isOnHost = has(node, 'hostPort') && number(get(node, 'hostPort')) !== 0;
    if (string(get(node, 'hostIP')) !== undefined && !isOnHost)
      report(
        keyOf(node, 'hostIP'),
        'hostIP does nothing without hostPort: add it, or remove hostIP',
      );
  },
};
