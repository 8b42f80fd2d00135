import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'dns-search-domain',
  severity: 'error',
  claims: 'value',
  summary: 'A search domain is not a DNS name.',
  source: inApiServer('core', 'validatePodDNSConfig'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const item of list(at(node, ['dnsConfig', 'searches']))) {
      const text = string(item);
      if (
        text &&
        text !== '.' &&
        !/^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\.?$/.test(text)
      )
        report(item, `"${text}" is not a domain: write a lower-case DNS name`);
    }
  },
};
