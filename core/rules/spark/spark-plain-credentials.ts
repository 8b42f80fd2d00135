import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { movedCredentials } from './movedCredentials.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

const CREDENTIAL =
  /^(spark\.hadoop\.)?(fs\.s3a\.((bucket\.[^.]+\.)?(access\.key|secret\.key|session\.token))|fs\.azure\.account\.key\..+|fs\.gs\.auth\..*private\.key)$/;

export const rule: Rule = {
  code: 'spark-plain-credentials',
  severity: 'warning',
  claims: 'advice',
  summary: 'A credential stands in the application, where everybody who may see it can read it.',
  source: onPage(
    'Spark',
    'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html',
  ),
  on: { types: [sparkApplication, sparkConnect] },
  check(visit, report) {
    const { node, type } = visit;
    const fix = type === sparkApplication ? movedCredentials(visit) : undefined;
    for (const section of ['sparkConf', 'hadoopConf']) {
      for (const { key, value } of entries(get(node, section))) {
        // The value is not named: it is a secret. A reference to a variable is fine.
        if (!CREDENTIAL.test(key.source) || !string(value) || /\$[{(]/.test(string(value) ?? ''))
          continue;
        report(
          key,
          `"${key.source}" holds a credential in plain text: take it from a Secret through env`,
          // It moves all of them.
          fix && section === 'sparkConf' && key.source.endsWith('secret.key') ? { fix } : {},
        );
      }
    }
  },
};
