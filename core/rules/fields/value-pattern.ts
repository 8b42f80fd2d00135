import { quote } from '../../formats/format.ts';
import { isFilledInLater } from '../../schema/placeholders.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { nameOfSchema } from '../../schema/typedSchema.ts';
import type { WalkContext } from '../../walk/visit.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'value-pattern',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  keywords: ['pattern'],
  ofWords: ['pattern', 'propertyNames'],
  summary: 'A text does not have the form that its field takes.',
  on: { kinds: ['*'] },
  check({ node, schema, ctx }, report) {
    const ofKeys = schema?.propertyNames?.pattern;
    if (node.type === 'map' && ofKeys !== undefined) {
      for (const { key } of node.entries) {
        if (key.filledIn || isFilledInLater(ctx.schema, key.source)) continue;
        if (fits(ofKeys, key.source, ctx)) continue;
        report(key, `the key ${quote(key.source)} has the wrong form: it must match ${ofKeys}`);
      }
    }
    if (node.type !== 'scalar' || typeof node.value !== 'string') return;
    if (schema?.pattern === undefined || (node.value === '' && !isOfCrd(schema))) return;
    if (isFilledInLater(ctx.schema, node.value) || fits(schema.pattern, node.value, ctx)) return;
    const form = schema.examples
      ? `write it like ${schema.examples.join(', ')}`
      : `it must ${takesNumbers(schema) ? 'be a whole number or match' : 'match'} ${schema.pattern}`;
    report(node, `${quote(node.value)} has the wrong form: ${form}`);
  },
};

/** False only where that is certain. */
function fits(pattern: string, text: string, { schema, patternBudget }: WalkContext): boolean {
  if (!schema || !patternBudget) return true;
  const use = { budget: patternBudget, whose: nameOfSchema(schema) };
  return schema.patterns.fits(pattern, text, use) !== false;
}

function takesNumbers(schema: TypeSchema): boolean {
  return schema['x-kubernetes-int-or-string'] === true;
}

function isOfCrd(schema: TypeSchema): boolean {
  return schema['x-enforced'] === true && !schema['x-added']?.includes('pattern');
}
