import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { hadoopFilesIn, lineAround } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'hadoop-xml',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'A file of Hadoop or Hive in a ConfigMap is no XML with a configuration.',
  source: onPage(
    'Hadoop',
    'https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/conf/Configuration.html',
  ),
  on: { kinds: ['ConfigMap'] },
  check({ ctx }, report) {
    for (const { file, isHeldIn } of hadoopFilesIn(ctx)) {
      const { fault } = file;
      if (fault && !isHeldIn(lineAround(ctx.text, fault.span))) report(fault.span, fault.message);
    }
  },
};
