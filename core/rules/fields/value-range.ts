import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'value-range',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  keywords: ['minimum', 'maximum'],
  summary: 'A number is outside of what the API server takes in this field.',
  on: { kinds: ['*'] },
  check({ node, schema }, report) {
    if (node.type !== 'scalar' || typeof node.value !== 'number' || !schema) return;
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (node.value >= minimum && node.value <= maximum) return;
    report(node, `${node.source} is out of range: write ${rangeText(minimum, maximum)}`);
  },
};

const maxMode = 0o777;

function rangeText(minimum: number, maximum: number): string {
  if (minimum === 0 && maximum === maxMode) return 'a mode from 0000 to 0777';
  if (maximum === Infinity) return `${minimum} or more`;
  return minimum === -Infinity ? `${maximum} or less` : `a number from ${minimum} to ${maximum}`;
}
