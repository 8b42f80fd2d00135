import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'limit-range-type',
  severity: 'error',
  claims: 'value',
  summary: 'A limit is for something that cannot be limited.',
  source: inApiServer('core', 'validateLimitRangeTypeName'),
  on: { types: ['core.v1/LimitRangeItem'] },
  check({ node }, report) {
    const type = get(node, 'type');
    const text = string(type);
    if (!type || !text || text.includes('/')) return;
    if (!/^(Pod|Container|PersistentVolumeClaim)$/.test(text))
      report(type, `"${text}" cannot be limited: write Pod, Container or PersistentVolumeClaim`);
  },
};
