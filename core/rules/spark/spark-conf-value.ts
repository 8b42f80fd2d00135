import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { properties } from './properties.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-conf-value',
  severity: 'warning',
  claims: 'advice',
  summary: 'The value of a Spark property does not have the form that Spark reads.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/configuration.html#spark-properties',
  ),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'sparkConf'))) {
      const known = properties.get(key.source);
      const text = string(value)?.trim();
      if (!known || !text || known.grammar.test(text) || /[${}]/.test(text)) continue;
      report(value, `"${text}" is not a value of ${key.source}: write ${known.form}`);
    }
  },
};
