import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { hadoopFilesIn } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'hadoop-xml-unread',
  severity: 'warning',
  claims: 'advice',
  summary: 'Hadoop passes over a part of a file of Hadoop or Hive in a ConfigMap without a word.',
  source: onPage(
    'Hadoop',
    'https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/conf/Configuration.html',
  ),
  on: { kinds: ['ConfigMap'] },
  check({ ctx }, report) {
    for (const { file } of hadoopFilesIn(ctx))
      if (!file.fault) for (const { span, message } of file.unread) report(span, message);
  },
};
