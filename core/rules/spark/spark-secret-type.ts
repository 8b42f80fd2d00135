import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-secret-type',
  severity: 'warning',
  claims: 'advice',
  summary: 'The kind of a secret is one that the operator does not know.',
  source: inSparkOperator('api/v1beta2/sparkapplication_types.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const { pod } of podsOf(node)) {
      for (const secret of list(get(pod, 'secrets'))) {
        const type = get(secret, 'secretType');
        const text = string(type);
        if (type && text && !/^(GCPServiceAccount|HadoopDelegationToken|Generic)$/.test(text))
          report(
            type,
            `"${text}" is treated as Generic: write GCPServiceAccount, HadoopDelegationToken or Generic`,
          );
      }
    }
  },
};
