import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-package',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'A package is not given as group:artifact:version.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/submitting-applications.html#advanced-dependency-management',
  ),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const item of list(at(node, ['deps', 'packages']))) {
      const text = string(item);
      if (text && !/^[^:\s,]+:[^:\s,]+:[^\s,]+$/.test(text))
        report(item, `"${text}" is not a package: write group:artifact:version`);
    }
  },
};
