import { at, get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

/** What a Service without an address of its own leaves aside. */
const unusedByHeadless = ['loadBalancerIP', 'externalIPs', 'sessionAffinity'];

export const rule: Rule = {
  code: 'service-field-unused',
  severity: 'warning',
  claims: 'advice',
  summary: 'A field of a Service does nothing, as the Service is headless or of another type.',
  source: inKubernetes('pkg/api/service/warnings.go', 'GetWarningsForService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = at(ctx.root, ['spec']);
    if (!spec) return;
    const type = string(get(spec, 'type')) ?? 'ClusterIP';
    const isHeadless = type === 'ClusterIP' && string(get(spec, 'clusterIP')) === 'None';
    for (const key of isHeadless ? unusedByHeadless : []) {
      const value = get(spec, key);
      if (isFilled(value) && !(key === 'sessionAffinity' && string(value) === 'None'))
        report(keyOf(spec, key), `a headless Service does not use ${key}: remove it`);
    }
    if (type === 'ExternalName' && isFilled(get(spec, 'externalIPs')))
      report(
        keyOf(spec, 'externalIPs'),
        'a Service of type ExternalName does not use externalIPs: remove it',
      );
    if (type !== 'ExternalName' && isFilled(get(spec, 'externalName')))
      report(
        keyOf(spec, 'externalName'),
        'externalName is used by the type ExternalName alone: set that type, or remove it',
      );
  },
};
