import { get } from '../../yaml/node.ts';
import { has, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'env-value-twice',
  severity: 'error',
  claims: 'value',
  summary: 'A variable has both a value and a source.',
  source: inApiServer('core', 'validateEnvVarValueFrom'),
  on: { types: ['core.v1/EnvVar'] },
  check({ node }, report) {
    if (string(get(node, 'value')) === undefined || !has(node, 'valueFrom')) return;
    report(keyOf(node, 'valueFrom'), '"value" and "valueFrom" exclude each other: keep one');
  },
};
