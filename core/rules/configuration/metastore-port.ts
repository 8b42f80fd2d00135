import { onPage } from '../sources.ts';
import type { Rule } from '../rule.ts';
import { valuesOf } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'metastore-port',
  severity: 'warning',
  claims: 'advice',
  summary: 'The address of a Hive metastore has the port of another service of Hive.',
  source: onPage(
    'Hive',
    'https://hive.apache.org/docs/latest/admin/adminmanual-metastore-administration/',
  ),
  on: { configs: ['hadoop', 'hive'] },
  check(visit, report) {
    for (const { value, valueSpan } of valuesOf(visit, (name) => name === 'hive.metastore.uris')) {
      const port = /^\s*thrift:\/\/[^,/]*:(10000|10001|10002)(?:\/|,|\s*$)/.exec(value)?.[1];
      if (port !== undefined)
        report(valueSpan, `HiveServer2 listens on port ${port}: the metastore has 9083`);
    }
  },
};
