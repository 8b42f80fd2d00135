import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-load-balancer-field',
  severity: 'error',
  claims: 'value',
  summary: 'A field for load balancers stands in a Service of another type.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const type = serviceType(ctx);
    if (!spec || type === 'LoadBalancer') return;
    for (const field of loadBalancerFields) {
      if (isFilled(get(spec, field)))
        report(keyOf(spec, field), `"${field}" is not for "type: ${type}": remove it`);
    }
  },
};

const loadBalancerFields = [
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'allocateLoadBalancerNodePorts',
];
