import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { renamedTo } from '../fixes.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-hadoop-prefix',
  severity: 'warning',
  claims: 'advice',
  summary: 'The key of a Hadoop property has the prefix that is added anyway.',
  source: inSparkOperator('internal/controller/sparkapplication/submission.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const { key } of entries(get(node, 'hadoopConf'))) {
      if (!key.source.startsWith('spark.hadoop.')) continue;
      const meant = key.source.slice('spark.hadoop.'.length);
      report(
        key,
        `the prefix is added to keys of hadoopConf: write ${meant}`,
        renamedTo(key.span, meant),
      );
    }
  },
};
