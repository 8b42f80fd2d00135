import { placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'list-length',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  keywords: ['minItems', 'maxItems'],
  summary: 'A list has more items than its field takes, or fewer.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema } = visit;
    if (node.type !== 'seq' || !schema) return;
    const { minItems = 0, maxItems = Infinity } = schema;
    const { length } = node.items;
    if (length > maxItems)
      report(placeOfVisit(visit), `${length} items: at most ${maxItems} are allowed`);
    else if (length > 0 && length < minItems)
      report(placeOfVisit(visit), `${length} of at least ${minItems} items: add the others`);
  },
};
