import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { serviceType } from './serviceType.ts';

export const rule: Rule = {
  code: 'service-external-cluster-ip',
  severity: 'error',
  claims: 'value',
  summary: 'A Service of type ExternalName has an address of its own.',
  source: inApiServer('core', 'ValidateServiceClusterIPsRelatedFields'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (spec && serviceType(ctx) === 'ExternalName' && string(get(spec, 'clusterIP')))
      report(keyOf(spec, 'clusterIP'), '"clusterIP" is not for "type: ExternalName": remove it');
  },
};
