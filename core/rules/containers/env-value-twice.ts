import { get } from '../../yaml/node.ts';
import { has, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'env-value-twice',
  severity: 'error',
  claims: 'value',
  summary: 'A variable has a value or a source, not both.',
  on: { types: ['core.v1/EnvVar'] },
  check({ node }, report) {
    if (string(get(node, 'value')) === undefined || !has(node, 'valueFrom')) return;
    report(keyOf(node, 'valueFrom'), '"value" and "valueFrom" exclude each other: keep one');
  },
};
