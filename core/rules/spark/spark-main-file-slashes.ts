import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { replacedBy } from '../fixes.ts';
import { mainFile } from './mainFile.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-main-file-slashes',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'The path of a main file in the image has two slashes instead of three.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/running-on-kubernetes.html#dependency-management',
  ),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const { file, text } = mainFile(node);
    const path = /^local:\/\/([^/].*)$/.exec(text)?.[1];
    if (file && path)
      report(
        file,
        `"${text}": a path in the image has three slashes, write local:///${path}`,
        replacedBy(file, `local:///${path}`),
      );
  },
};
