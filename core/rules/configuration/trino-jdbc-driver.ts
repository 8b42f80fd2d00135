import { own } from '../../../shared/own.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'trino-jdbc-driver',
  severity: 'error',
  claims: 'advice',
  enforcedBy: 'program',
  summary:
    'The address of a catalog is for another database than its connector, and Trino does not start.',
  source: onPage('Trino', 'https://trino.io/docs/current/connector.html'),
  on: { configs: ['trino'] },
  check({ config }, report) {
    const connector = config?.entries.find(({ key }) => key === 'connector.name');
    const needed = own(drivers, connector?.value?.trim() ?? '');
    const address = config?.entries.find(({ key }) => key === 'connection-url');
    if (!connector || needed === undefined || address?.value === undefined) return;
    const [first = ''] = needed;
    const driver = /^jdbc:([\w-]+):/.exec(address.value)?.[1];
    if (driver === undefined || needed.includes(driver)) return;
    report(
      address.valueSpan,
      `the connector ${connector.value ?? ''} does not read an address of ${driver}, and Trino does not start: write jdbc:${first}:…`,
      { related: [{ span: connector.valueSpan, message: 'this is the connector' }] },
    );
  },
};

/** What follows `jdbc:` in an address, by connector. */
const drivers: Readonly<Record<string, readonly string[]>> = {
  clickhouse: ['clickhouse', 'ch'],
  druid: ['avatica'],
  exasol: ['exa'],
  ignite: ['ignite'],
  mariadb: ['mariadb'],
  mysql: ['mysql'],
  oracle: ['oracle'],
  postgresql: ['postgresql'],
  redshift: ['redshift'],
  singlestore: ['singlestore'],
  sqlserver: ['sqlserver'],
};
