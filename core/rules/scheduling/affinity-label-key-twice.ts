import { get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'affinity-label-key-twice',
  severity: 'error',
  claims: 'value',
  summary: 'A label key must be the same and must be another at once.',
  source: inApiServer('core', 'ValidateMatchLabelKeysAndMismatchLabelKeys'),
  since: '1.29',
  on: { types: ['core.v1/PodAffinityTerm'] },
  check({ node }, report) {
    const matched = new Map<string, Node>();
    for (const key of list(get(node, 'matchLabelKeys'))) {
      const text = string(key);
      if (text !== undefined) matched.set(text, key);
    }
    for (const key of list(get(node, 'mismatchLabelKeys'))) {
      const text = string(key) ?? '';
      const first = matched.get(text);
      if (first)
        report(key, `"${text}" is in matchLabelKeys, too: remove one of the two`, {
          related: [{ span: first.span, message: 'in matchLabelKeys' }],
        });
    }
  },
};
