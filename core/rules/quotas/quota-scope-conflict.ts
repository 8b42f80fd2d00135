import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'quota-scope-conflict',
  severity: 'error',
  claims: 'value',
  summary: 'Two scopes of a quota exclude each other.',
  source: inApiServer('core', 'validateResourceQuotaScopes'),
  on: { types: ['core.v1/ResourceQuotaSpec'] },
  check({ node }, report) {
    const scopes = list(get(node, 'scopes'));
    const named = new Set(scopes.map(string));
    for (const scope of scopes) {
      const text = string(scope) ?? '';
      if (named.has(`Not${text}`))
        report(scope, `"${text}" and "Not${text}" exclude each other: keep one`);
    }
  },
};
