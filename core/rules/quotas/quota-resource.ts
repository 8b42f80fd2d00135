import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { quotaResources } from './resources.ts';

export const rule: Rule = {
  code: 'quota-resource',
  severity: 'error',
  claims: 'value',
  summary: 'A quota is for a resource that quotas do not know.',
  source: inApiServer('core', 'ValidateResourceQuotaResourceName'),
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    for (const { key } of entries(get(node, 'hard'))) {
      if (!key.source.includes('/') && !quotaResources.test(key.source))
        report(
          key,
          `"${key.source}" is not a resource of quotas: use e.g. requests.cpu, pods, or requests. and a name with a domain`,
        );
    }
  },
};
