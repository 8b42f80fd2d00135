import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { valuesOf } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'metastore-address',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'The address of a Hive metastore is none of Thrift.',
  source: onPage(
    'Hive',
    'https://hive.apache.org/docs/latest/admin/adminmanual-metastore-administration/',
  ),
  on: { configs: ['hadoop', 'hive'] },
  check(visit, report) {
    for (const { value, valueSpan } of valuesOf(visit, (name) => names.has(name)))
      if (value.split(',').some((each) => !/^\s*thrift:\/\//.test(each)))
        report(valueSpan, 'a metastore is spoken to in Thrift: write thrift://HOST:9083');
  },
};

/** A metastore on its own has a name of its own for it, too. */
const names: ReadonlySet<string> = new Set(['hive.metastore.uris', 'metastore.thrift.uris']);
