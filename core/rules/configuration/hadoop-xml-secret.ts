import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { valuesOf } from './hadoopFiles.ts';

export const rule: Rule = {
  code: 'hadoop-xml-secret',
  severity: 'warning',
  claims: 'advice',
  summary: 'A file of Hadoop or Hive in a ConfigMap holds a password in plain text.',
  source: onPage(
    'Hadoop',
    'https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/CredentialProviderAPI.html',
  ),
  on: { kinds: ['ConfigMap'] },
  check({ ctx }, report) {
    for (const { valueSpan } of valuesOf(ctx, (name) => secret.test(name)))
      report(
        valueSpan,
        'everybody who may read ConfigMaps reads this secret: take it from a Secret, as a file of credentials or a variable',
      );
  },
};

const secret =
  /^(?:fs\.s3a\.(?:bucket\.[\w-]+\.)?secret\.key|javax\.jdo\.option\.ConnectionPassword|fs\.azure\.account\.key\..+|.*\.keystore\.password)$/;
