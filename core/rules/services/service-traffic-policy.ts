import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-traffic-policy',
  severity: 'error',
  claims: 'value',
  summary: 'A Service that nobody reaches from outside has a policy for traffic from outside.',
  source: inApiServer('core', 'validateServiceExternalTrafficPolicy'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || serviceType(ctx) !== 'ClusterIP' || isFilled(get(spec, 'externalIPs'))) return;
    if (isSet(get(spec, 'externalTrafficPolicy')))
      report(
        keyOf(spec, 'externalTrafficPolicy'),
        '"externalTrafficPolicy" is not for "type: ClusterIP": remove it',
      );
  },
};
