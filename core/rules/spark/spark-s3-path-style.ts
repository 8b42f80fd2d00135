import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { hadoopProperty, s3Endpoint } from './properties.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-s3-path-style',
  severity: 'information',
  claims: 'advice',
  summary: 'An S3 endpoint of your own (MinIO, Ceph) is not addressed by path.',
  source: onPage(
    'Spark',
    'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html',
  ),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const { endpoint, text } = s3Endpoint(node);
    if (endpoint && text && !hadoopProperty(node, 'fs.s3a.path.style.access'))
      report(endpoint, `"${text}" is not Amazon's: add fs.s3a.path.style.access: "true"`);
  },
};
