import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { hadoopFileAt } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'hadoop-xml-unread',
  severity: 'warning',
  claims: 'advice',
  summary: 'Hadoop passes over a part of a file of Hadoop or Hive without a word.',
  source: onPage(
    'Hadoop',
    'https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/conf/Configuration.html',
  ),
  on: { configs: ['hadoop', 'hive'] },
  check(visit, report) {
    const { file } = hadoopFileAt(visit) ?? {};
    if (!file || file.fault) return;
    for (const { span, message } of file.unread) report(span, message);
  },
};
