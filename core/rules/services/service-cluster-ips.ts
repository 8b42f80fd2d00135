import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'service-cluster-ips',
  severity: 'error',
  claims: 'value',
  summary: 'The addresses of a Service do not begin with its address, or are of one family.',
  source: inApiServer('core', 'ValidateServiceClusterIPsRelatedFields'),
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const address = string(at(ctx.root, ['spec', 'clusterIP']));
    const [first, second] = list(at(ctx.root, ['spec', 'clusterIPs']));
    const text = string(first);
    if (first && text !== undefined && address !== undefined && text !== address)
      report(first, `the first of "clusterIPs" must be the "clusterIP" ${address}`);
    const other = string(second);
    if (second && other !== undefined && text?.includes(':') === other.includes(':'))
      report(second, 'both of "clusterIPs" are of one family: write one of IPv4 and one of IPv6');
  },
};
