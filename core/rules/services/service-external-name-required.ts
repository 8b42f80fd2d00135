import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-external-name-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A Service of type ExternalName names nothing.',
  source: inApiServer('core', 'validateService'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (spec && serviceType(ctx) === 'ExternalName' && !string(get(spec, 'externalName')))
      report(keyOf(spec, 'type'), '"type: ExternalName" needs "externalName": add the DNS name');
  },
};
