import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, sparkConnect, podsOf, versionOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-template-version',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'A pod template is given to a version of Spark before 3, which has none.',
  source: inSparkOperator('internal/webhook/sparkapplication_validator.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const version = versionOf(string(get(node, 'sparkVersion')));
    if (!version || version[0] >= 3) return;
    for (const { pod } of podsOf(node)) {
      if (isSet(get(pod, 'template')))
        report(
          keyOf(pod, 'template'),
          `Spark ${version.join('.')} has no pod templates: remove it, or use Spark 3`,
        );
    }
  },
};
