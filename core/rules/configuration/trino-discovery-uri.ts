import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'trino-discovery-uri',
  severity: 'error',
  claims: 'advice',
  summary: 'The address of the coordinator is none that nodes of Trino can call.',
  source: onPage(
    'Trino',
    'https://trino.io/docs/current/installation/deployment.html#config-properties',
  ),
  on: { configs: ['trino', 'presto'] },
  check({ config }, report) {
    for (const { key, value, valueSpan } of config?.entries ?? []) {
      if (key !== 'discovery.uri' || value === undefined || value.trim() === '') continue;
      const address = value.trim();
      if (/\s/.test(address))
        report(
          valueSpan,
          'an address has no blanks, and the node does not start: write http://HOST:8080',
        );
      else if (!/^https?:\/\/\S/i.test(address))
        report(
          valueSpan,
          'nodes call the coordinator over HTTP and do not find it without "http://": write http://HOST:8080',
          { severity: 'warning' },
        );
    }
  },
};
