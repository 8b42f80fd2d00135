import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-cluster-ips',
  severity: 'error',
  claims: 'value',
  summary: 'The addresses of a Service do not begin with its address.',
  source: inApiServer('core', 'ValidateServiceClusterIPsRelatedFields'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const address = string(at(ctx.root, ['spec', 'clusterIP']));
    const first = list(at(ctx.root, ['spec', 'clusterIPs']))[0];
    const text = string(first);
    if (first && text !== undefined && address !== undefined && text !== address)
      report(first, `the first of "clusterIPs" must be the "clusterIP" ${address}`);
  },
};
