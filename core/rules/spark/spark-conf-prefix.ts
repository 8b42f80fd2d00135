import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { renamedTo } from '../fixes.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-conf-prefix',
  severity: 'warning',
  claims: 'advice',
  summary: 'The key of a Spark property does not begin with "spark.".',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/configuration.html'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const conf = get(node, 'sparkConf');
    for (const { key } of entries(conf)) {
      const name = key.source;
      if (name.startsWith('spark.') || /[${}]/.test(name)) continue;
      const meant = `${isOfHadoop(name) ? 'spark.hadoop.' : 'spark.'}${name}`;
      const details = get(conf, meant) ? undefined : renamedTo(key.span, meant);
      report(key, `Spark reads no "${name}": write ${meant}`, details);
    }
  },
};

/** Properties of Hadoop and its file systems begin with these words, none of Spark's own does. */
function isOfHadoop(name: string): boolean {
  return /^(?:fs|dfs|hadoop|io|ipc|mapred|mapreduce|parquet|orc|yarn|javax|datanucleus)\./.test(
    name,
  );
}
