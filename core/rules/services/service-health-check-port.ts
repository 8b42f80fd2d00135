import { get } from '../../yaml/node.ts';
import { keyOf, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-health-check-port',
  severity: 'error',
  claims: 'value',
  summary: 'A Service has a port for health checks that nobody would ask.',
  source: inApiServer('core', 'validateServiceExternalTrafficPolicy'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || !number(get(spec, 'healthCheckNodePort'))) return;
    const isLocal = string(get(spec, 'externalTrafficPolicy')) === 'Local';
    if (serviceType(ctx) !== 'LoadBalancer' || !isLocal)
      report(
        keyOf(spec, 'healthCheckNodePort'),
        '"healthCheckNodePort" needs "type: LoadBalancer" and "externalTrafficPolicy: Local"',
      );
  },
};
