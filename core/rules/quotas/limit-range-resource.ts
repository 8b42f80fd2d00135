import { entries, get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { limitOrder, quotaResources } from './resources.ts';

export const rule: Rule = {
  code: 'limit-range-resource',
  severity: 'error',
  claims: 'value',
  summary: 'A limit is for a resource that there is not.',
  source: inApiServer('core', 'validateLimitRangeResourceName'),
  on: { types: ['core.v1/LimitRangeItem'] },
  check({ node }, report) {
    const isContainer = string(get(node, 'type')) === 'Container';
    const known = isContainer ? containerResources : quotaResources;
    for (const field of [...limitOrder, 'maxLimitRequestRatio']) {
      for (const { key } of entries(get(node, field))) {
        if (!key.source.includes('/') && !known.test(key.source))
          report(
            key,
            `"${key.source}" is not a resource: use cpu, memory, ephemeral-storage, or a name with a domain`,
          );
      }
    }
  },
};

const containerResources = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
