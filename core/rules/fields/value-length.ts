import { quote } from '../../formats/format.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'value-length',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  keywords: ['minLength', 'maxLength'],
  supersedes: ['value-pattern'],
  summary: 'A text is longer than its field takes, or shorter.',
  on: { kinds: ['*'] },
  check({ node, schema }, report) {
    if (node.type !== 'scalar' || typeof node.value !== 'string' || !schema) return;
    const { minLength = 0, maxLength = Infinity } = schema;
    // No text has more characters than halves of characters, nor fewer than half as many.
    const halves = node.value.length;
    if (halves <= maxLength && halves >= minLength * 2) return;
    // As the server counts: characters, not the halves of some.
    const { length } = Array.from(node.value);
    if (length > maxLength)
      report(
        node,
        `${quote(node.value)} has ${length} characters: at most ${maxLength} are allowed`,
      );
    else if (length > 0 && length < minLength)
      report(node, `${quote(node.value)} is too short: it needs at least ${minLength} characters`);
  },
};
