import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'endpoints-deprecated',
  severity: 'warning',
  claims: 'advice',
  summary: 'Endpoints are deprecated: an EndpointSlice says the same and more.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/services-networking/service/#endpoints',
  ),
  since: '1.33',
  on: { kinds: ['Endpoints'] },
  check({ ctx: { root } }, report) {
    report(
      get(root, 'kind') ?? root,
      'v1 Endpoints are deprecated since Kubernetes 1.33: write an EndpointSlice of discovery.k8s.io/v1',
    );
  },
};
