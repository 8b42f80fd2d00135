import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { hadoopProperty, s3Endpoint } from './properties.ts';
import { sparkApplication, sparkConnect } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-s3-tls',
  severity: 'information',
  claims: 'advice',
  summary: 'The scheme of an S3 endpoint and the setting for TLS differ.',
  source: onPage(
    'Spark',
    'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html',
  ),
  on: { types: [sparkApplication, sparkConnect] },
  check({ node }, report) {
    const { text } = s3Endpoint(node);
    const tls = hadoopProperty(node, 'fs.s3a.connection.ssl.enabled');
    if (!tls || !text) return;
    if (text.startsWith('https:') && string(tls) === 'false')
      report(tls, 'the endpoint is https: write "true", or remove this');
    if (text.startsWith('http:') && string(tls) === 'true')
      report(tls, 'the endpoint is http: write "false", or change the endpoint');
  },
};
