import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-dependency-comma',
  severity: 'warning',
  claims: 'advice',
  summary: 'One item of a list of files names several.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/submitting-applications.html#advanced-dependency-management',
  ),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const key of ['jars', 'files', 'pyFiles', 'archives']) {
      for (const item of list(at(node, ['deps', key]))) {
        if (string(item)?.includes(','))
          report(item, `"${string(item)}" contains a comma: write one list item a file`);
      }
    }
  },
};
