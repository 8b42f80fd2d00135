import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-ports-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A Service has no ports, and is neither headless nor of type ExternalName.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (spec?.type !== 'map' || list(get(spec, 'ports')).length > 0) return;
    if (string(get(spec, 'clusterIP')) === 'None' || serviceType(ctx) === 'ExternalName') return;
    report(keyOf(ctx.root, 'spec'), 'a Service needs ports: add "ports" with at least one "port"');
  },
};
