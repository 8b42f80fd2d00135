import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT, podsOf, versionOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-template-version',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'webhook',
  summary: 'Pod templates need Spark 3 or newer.',
  on: { types: [APPLICATION, CONNECT] },
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
