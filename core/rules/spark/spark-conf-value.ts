import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT } from './sparkSpec.ts';
import { GRAMMARS } from './properties.ts';

export const rule: Rule = {
  code: 'spark-conf-value',
  severity: 'warning',
  claims: 'advice',
  summary:
    'The value of a Spark property has the form that Spark reads: JVM sizes, times, whole numbers, true or false.',
  on: { types: [APPLICATION, CONNECT] },
  check({ node }, report) {
    for (const { key, value } of entries(get(node, 'sparkConf'))) {
      const known = GRAMMARS.get(key.source);
      const text = string(value)?.trim();
      if (!known || !text || known.grammar.test(text) || /[${}]/.test(text)) continue;
      report(value, `"${text}" is not a value of ${key.source}: write ${known.form}`);
    }
  },
};
