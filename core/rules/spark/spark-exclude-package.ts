import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-exclude-package',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'A package to leave out is not given as group:artifact.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/submitting-applications.html#advanced-dependency-management',
  ),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    for (const item of list(at(node, ['deps', 'excludePackages']))) {
      const text = string(item);
      if (text && !/^[^:\s,]+:[^:\s,]+$/.test(text))
        report(item, `"${text}" is not a package to leave out: write group:artifact`);
    }
  },
};
