import { entries, get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'quota-best-effort',
  severity: 'error',
  claims: 'value',
  summary: 'A quota for pods without requests limits something other than their number.',
  source: inApiServer('core', 'validateResourceQuotaScopes'),
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    const scopes = list(get(node, 'scopes')).map(string);
    if (!scopes.includes('BestEffort') || scopes.includes('NotBestEffort')) return;
    for (const { key } of entries(get(node, 'hard'))) {
      if (key.source !== 'pods')
        report(key, '"scopes: [BestEffort]" can only limit pods: remove this');
    }
  },
};
