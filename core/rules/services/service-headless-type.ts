import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-headless-type',
  severity: 'error',
  claims: 'value',
  summary: 'A Service without an address of its own has a type that needs one.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const type = serviceType(ctx);
    if (spec && string(get(spec, 'clusterIP')) === 'None' && /^(NodePort|LoadBalancer)$/.test(type))
      report(keyOf(spec, 'clusterIP'), `"clusterIP: None" is not for "type: ${type}": remove one`);
  },
};
