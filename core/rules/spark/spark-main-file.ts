import { own } from '../../../shared/own.ts';
import { get } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION } from './sparkSpec.ts';

const ENDINGS: Record<string, RegExp> = {
  Java: /\.jar$/,
  Scala: /\.jar$/,
  Python: /\.py$/,
  R: /\.[rR]$/,
};

export const rule: Rule = {
  code: 'spark-main-file',
  severity: 'warning',
  claims: 'absence',
  summary: 'The main file has the ending of its language and a scheme that the cluster can read.',
  on: { types: [APPLICATION] },
  check({ node }, report) {
    const file = get(node, 'mainApplicationFile');
    const text = string(file);
    const type = string(get(node, 'type')) ?? '';
    if (!file || !text || /[${}]/.test(text) || text === 'spark-internal') return;
    const local = /^local:\/\/([^/].*)$/.exec(text)?.[1];
    const s3 = /^s3n?:(\/\/.*)$/.exec(text)?.[1];
    const better =
      local === undefined ? (s3 === undefined ? undefined : `s3a:${s3}`) : `local:///${local}`;
    if (better) {
      const why =
        local === undefined ? 'Hadoop reads S3 as s3a' : 'a path in the image has three slashes';
      report(file, `"${text}": ${why}, write ${better}`, {
        fix: { title: `Replace with ${better}`, edits: [[file.span, yamlText(better)]] },
      });
    } else if (own(ENDINGS, type)?.test(text) === false && /\.\w+$/.test(text)) {
      report(file, `"${text}" is not a file of "type: ${type}": check the file and the type`);
    }
  },
};
