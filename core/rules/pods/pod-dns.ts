import { get } from '../../yaml/node.ts';
import { isFilled, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'pod-dns',
  severity: 'error',
  claims: 'value',
  summary:
    '"dnsPolicy: None" needs a name server; search domains have at most 2048 characters together.',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const config = get(node, 'dnsConfig');
    const servers = get(config, 'nameservers');
    if (string(get(node, 'dnsPolicy')) === 'None' && !isFilled(servers)) {
      report(
        keyOf(node, 'dnsPolicy'),
        '"dnsPolicy: None" needs a name server: add "dnsConfig: { nameservers: [...] }"',
      );
    }
    for (const item of list(get(config, 'searches'))) {
      const text = string(item);
      if (
        text &&
        text !== '.' &&
        !/^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\.?$/.test(text)
      ) {
        report(item, `"${text}" is not a domain: write a lower-case DNS name`);
      }
    }
    const searches = list(get(config, 'searches'));
    if (config && searches.map((item) => string(item) ?? '').join(' ').length > 2048) {
      report(
        keyOf(config, 'searches'),
        'the search domains are too long: at most 2048 characters together',
      );
    }
  },
};
