import { get } from '../../yaml/node.ts';
import { keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'allowed-topologies',
  severity: 'error',
  claims: 'value',
  summary: 'Two terms of allowedTopologies are the same.',
  source: inApiServer('storage', 'validateAllowedTopologies'),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const seen = new Set<string>();
    for (const term of list(get(ctx.root, 'allowedTopologies'))) {
      const text = list(get(term, 'matchLabelExpressions'))
        .map(
          (item) =>
            `${string(get(item, 'key'))}=${list(get(item, 'values')).map(string).sort().join(',')}`,
        )
        .sort()
        .join(' ');
      if (seen.has(text) && text !== '')
        report(
          keyOf(term, 'matchLabelExpressions'),
          'this term says the same as an earlier one: remove one',
        );
      seen.add(text);
    }
  },
};
