import { at, entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-conf-namespace',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'A Spark property names another namespace than that of the application.',
  source: inSparkOperator('internal/webhook/sparkconf_validator.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node, ctx }, report) {
    const namespace = string(at(ctx.root, ['metadata', 'namespace']));
    for (const { key, value } of entries(get(node, 'sparkConf'))) {
      if (key.source !== 'spark.kubernetes.namespace' || !namespace || !string(value)) continue;
      if (string(value) !== namespace)
        report(
          value,
          `the application is in the namespace "${namespace}": write the same, or remove this`,
        );
    }
  },
};
