import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'dns-search-length',
  severity: 'error',
  claims: 'value',
  summary: 'The search domains of a pod have more than 2048 characters together.',
  source: inApiServer('core', 'validatePodDNSConfig'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const config = get(node, 'dnsConfig');
    const searches = list(get(config, 'searches'));
    if (config && searches.map((item) => string(item) ?? '').join(' ').length > 2048)
      report(
        keyOf(config, 'searches'),
        'the search domains are too long: at most 2048 characters together',
      );
  },
};
