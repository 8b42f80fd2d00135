import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { hadoopFileAt, lineAround } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'hadoop-xml',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'A file of Hadoop or Hive is no XML with a configuration.',
  source: onPage(
    'Hadoop',
    'https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/conf/Configuration.html',
  ),
  on: { configs: ['hadoop', 'hive'] },
  check(visit, report) {
    const { file, isHeldIn } = hadoopFileAt(visit) ?? {};
    const fault = file?.fault;
    if (!fault || isHeldIn?.(lineAround(visit.ctx.text, fault.span))) return;
    report(fault.span, fault.message);
  },
};
