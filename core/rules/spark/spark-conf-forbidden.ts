import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

const forbidden =
  /^spark\.(master|kubernetes\.driver\.master|kubernetes\.((driver|executor)\.)?container\.image|kubernetes\.authenticate\.((driver|executor)\.)?(oauthToken|oauthTokenFile)|kubernetes\.authenticate\.(driver|executor)\.serviceAccountName)$/;

export const rule: Rule = {
  code: 'spark-conf-forbidden',
  severity: 'warning',
  claims: 'advice',
  summary:
    'A Spark property is set that current operators refuse: a field of the spec takes its place.',
  source: inSparkOperator('internal/webhook/sparkconf_validator.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    for (const { key } of entries(get(node, 'sparkConf'))) {
      if (forbidden.test(key.source))
        report(
          key,
          `current operators refuse "${key.source}": use the field of the spec (image, serviceAccount) instead`,
        );
    }
  },
};
