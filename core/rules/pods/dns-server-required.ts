import { at, get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'dns-server-required',
  severity: 'error',
  claims: 'absence',
  summary: '"dnsPolicy: None" stands without a name server.',
  source: inApiServer('core', 'validatePodDNSConfig'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const servers = at(node, ['dnsConfig', 'nameservers']);
    if (string(get(node, 'dnsPolicy')) === 'None' && !isFilled(servers))
      report(
        keyOf(node, 'dnsPolicy'),
        '"dnsPolicy: None" needs a name server: add "dnsConfig: { nameservers: [...] }"',
      );
  },
};
