import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-main-class-type',
  severity: 'warning',
  claims: 'advice',
  summary: 'An application in Python or R has a main class.',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/submitting-applications.html'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const type = string(get(node, 'type')) ?? '';
    if (string(get(node, 'mainClass')) && (type === 'Python' || type === 'R'))
      report(keyOf(node, 'mainClass'), `"mainClass" is not for "type: ${type}": remove it`);
  },
};
