import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'toleration-value',
  severity: 'error',
  claims: 'value',
  summary: 'A toleration with "operator: Exists" has a value.',
  source: inApiServer('core', 'ValidateTolerations'),
  on: { types: ['core.v1/Toleration'] },
  check({ node }, report) {
    if (string(get(node, 'operator')) !== 'Exists') return;
    if (string(get(node, 'value')) !== undefined)
      report(keyOf(node, 'value'), '"operator: Exists" takes no value: remove it, or use Equal');
  },
};
