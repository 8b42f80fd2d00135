import { at, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-s3-endpoint',
  severity: 'information',
  claims: 'advice',
  summary: 'An S3 endpoint of your own (MinIO, Ceph) is addressed by path.',
  on: { types: [APPLICATION, CONNECT] },
  check({ node }, report) {
    const conf = (key: string): Node | undefined =>
      at(node, ['hadoopConf', key]) ?? at(node, ['sparkConf', `spark.hadoop.${key}`]);
    const endpoint = conf('fs.s3a.endpoint');
    const text = string(endpoint);
    if (!endpoint || !text || /amazonaws\.com|[${}]/.test(text)) return;
    const style = conf('fs.s3a.path.style.access');
    if (!style) report(endpoint, `"${text}" is not Amazon's: add fs.s3a.path.style.access: "true"`);
    const tls = conf('fs.s3a.connection.ssl.enabled');
    if (tls && text.startsWith('https:') && string(tls) === 'false')
      report(tls, 'the endpoint is https: write "true", or remove this');
    if (tls && text.startsWith('http:') && string(tls) === 'true')
      report(tls, 'the endpoint is http: write "false", or change the endpoint');
  },
};
