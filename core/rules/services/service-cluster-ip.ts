import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { isIP } from 'node:net';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-cluster-ip',
  severity: 'error',
  claims: 'value',
  summary: 'The address of a Service is neither None nor an IP address.',
  source: inApiServer('core', 'ValidateServiceClusterIPsRelatedFields'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const cluster = at(ctx.root, ['spec', 'clusterIP']);
    const address = string(cluster);
    if (cluster && address && address !== 'None' && isIP(address) === 0)
      report(cluster, `"${address}" is neither None nor an IP address: write None, or remove it`);
  },
};
