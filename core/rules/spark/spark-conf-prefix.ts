import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { renamed } from './properties.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-conf-prefix',
  severity: 'warning',
  claims: 'advice',
  summary: 'The key of a Spark property does not begin with "spark.".',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/configuration.html'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    for (const { key } of entries(get(node, 'sparkConf'))) {
      const name = key.source;
      if (!name.startsWith('spark.') && !/[${}]/.test(name))
        report(key, `Spark reads no "${name}": write spark.${name}`, renamed(key, `spark.${name}`));
    }
  },
};
