import { at, get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'service-external-ips',
  severity: 'warning',
  claims: 'advice',
  summary: 'A Service has external addresses, which are deprecated.',
  source: inKubernetes('pkg/api/service/warnings.go', 'GetWarningsForService'),
  since: '1.36',
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = at(ctx.root, ['spec']);
    if (!spec || !isFilled(get(spec, 'externalIPs'))) return;
    const type = string(get(spec, 'type')) ?? 'ClusterIP';
    const isHeadless = type === 'ClusterIP' && string(get(spec, 'clusterIP')) === 'None';
    if (isHeadless || type === 'ExternalName') return;
    report(
      keyOf(spec, 'externalIPs'),
      'externalIPs is deprecated since Kubernetes 1.36, and a cluster may not have it: use type LoadBalancer',
    );
  },
};
