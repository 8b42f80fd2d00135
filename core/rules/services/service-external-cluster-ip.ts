import { get } from '../../yaml/node.ts';
import { isFilled, keyOf } from '../read.ts';
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
    if (!spec || serviceType(ctx) !== 'ExternalName') return;
    for (const key of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
      if (isFilled(get(spec, key)))
        report(keyOf(spec, key), `"${key}" is not for "type: ExternalName": remove it`);
  },
};
