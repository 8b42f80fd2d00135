import { at, entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT } from './sparkSpec.ts';

const FORBIDDEN =
  /^spark\.(master|kubernetes\.driver\.master|kubernetes\.((driver|executor)\.)?container\.image|kubernetes\.authenticate\.((driver|executor)\.)?(oauthToken|oauthTokenFile)|kubernetes\.authenticate\.(driver|executor)\.serviceAccountName)$/;

export const rule: Rule = {
  code: 'spark-conf-forbidden',
  severity: 'warning',
  claims: 'advice',
  summary: 'Properties that current operators refuse: the fields of the spec take their place.',
  on: { types: [APPLICATION, CONNECT] },
  check({ node, ctx }, report) {
    const namespace = string(at(ctx.root, ['metadata', 'namespace']));
    for (const { key, value } of entries(get(node, 'sparkConf'))) {
      if (FORBIDDEN.test(key.source)) {
        report(
          key,
          `current operators refuse "${key.source}": use the field of the spec (image, serviceAccount) instead`,
        );
      } else if (
        key.source === 'spark.kubernetes.namespace' &&
        namespace &&
        string(value) &&
        string(value) !== namespace
      ) {
        report(
          value,
          `the application is in the namespace "${namespace}": write the same, or remove this`,
        );
      }
    }
  },
};
