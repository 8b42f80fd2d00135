import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { onPage } from '../sources.ts';
import { mainFile } from './mainFile.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-main-file-type',
  severity: 'warning',
  claims: 'advice',
  summary: 'The main file has the ending of another language than the type of the application.',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/submitting-applications.html'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const { file, text } = mainFile(node);
    const type = string(get(node, 'type')) ?? '';
    if (!file || /^local:\/\/[^/]|^s3n?:\/\//.test(text) || !/\.\w+$/.test(text)) return;
    if (own(endings, type)?.test(text) === false)
      report(file, `"${text}" is not a file of "type: ${type}": check the file and the type`);
  },
};

const endings: Record<string, RegExp> = {
  Java: /\.jar$/,
  Scala: /\.jar$/,
  Python: /\.py$/,
  R: /\.[rR]$/,
};
