import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { replacedBy } from '../fixes.ts';
import { mainFile } from './mainFile.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-main-file-s3',
  severity: 'warning',
  claims: 'advice',
  summary: 'The main file lies in S3 under a scheme that Hadoop does not read.',
  source: onPage(
    'Spark',
    'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html',
  ),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const { file, text } = mainFile(node);
    const path = /^s3n?:(\/\/.*)$/.exec(text)?.[1];
    if (file && path)
      report(
        file,
        `"${text}": Hadoop reads S3 as s3a, write s3a:${path}`,
        replacedBy(file, `s3a:${path}`),
      );
  },
};
