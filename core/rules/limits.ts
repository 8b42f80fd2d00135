/** Limits that the schema gives to values: numbers, lengths, patterns. Checked wherever it says them. */
import { quote } from '../formats/format.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import { nameOfSchema } from '../schema/typedSchema.ts';
import { placeOfVisit } from './read.ts';
import type { Rule } from './rule.ts';
import type { WalkContext, Visit } from '../walk/visit.ts';

export const valueRange: Rule = {
  code: 'value-range',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  summary: 'A number is outside of what the API server takes in this field.',
  on: { kinds: ['*'] },
  check({ node, schema }, report) {
    if (node.type !== 'scalar' || typeof node.value !== 'number' || !schema) return;
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (node.value >= minimum && node.value <= maximum) return;
    report(node, `${node.source} is out of range: write ${rangeText(minimum, maximum)}`);
  },
};

const MAX_MODE = 0o777;

function rangeText(minimum: number, maximum: number): string {
  if (minimum === 0 && maximum === MAX_MODE) return 'a mode from 0000 to 0777';
  if (maximum === Infinity) return `${minimum} or more`;
  return minimum === -Infinity ? `${maximum} or less` : `a number from ${minimum} to ${maximum}`;
}

export const requiredValue: Rule = {
  code: 'required-value',
  severity: 'error',
  claims: 'absence',
  isOfSchema: true,
  summary: 'A field is there but empty: the API server wants a value.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema, ctx } = visit;
    if (!schema || ctx.isPartial) return;
    const isEmptyText = node.type === 'scalar' && node.value === '' && (schema.minLength ?? 0) > 0;
    const isEmptyList =
      node.type === 'seq' && node.items.length === 0 && (schema.minItems ?? 0) > 0;
    if (!isEmptyText && !isEmptyList) return;
    report(
      placeOfVisit(visit),
      `${nameOf(visit)} is empty: give it ${isEmptyList ? 'at least one item' : 'a value'}`,
    );
  },
};

export const valueLength: Rule = {
  code: 'value-length',
  severity: 'error',
  claims: 'limit',
  isOfSchema: true,
  summary: 'A text or list is longer than the API server allows, or a text has the wrong form.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema, ctx } = visit;
    if (!schema) return;
    const { minItems = 0, maxItems = Infinity, minLength = 0, maxLength = Infinity } = schema;
    if (node.type === 'seq') {
      const { length } = node.items;
      if (length > maxItems)
        report(placeOfVisit(visit), `${length} items: at most ${maxItems} are allowed`);
      else if (length > 0 && length < minItems)
        report(placeOfVisit(visit), `${length} of at least ${minItems} items: add the others`);
    }
    if (node.type !== 'scalar' || typeof node.value !== 'string') return;
    // As the server counts: characters, not the halves of some.
    const { length } = Array.from(node.value);
    if (length > maxLength) {
      report(
        node,
        `${quote(node.value)} has ${length} characters: at most ${maxLength} are allowed`,
      );
    } else if (length > 0 && length < minLength) {
      report(node, `${quote(node.value)} is too short: it needs at least ${minLength} characters`);
    } else if (
      schema.pattern !== undefined &&
      (node.value !== '' || schema['x-enforced']) &&
      !isFilledInLater(ctx.schema, node.value) &&
      !fits(schema.pattern, node.value, ctx)
    ) {
      const form = schema.examples
        ? `write it like ${schema.examples.join(', ')}`
        : `it must match ${schema.pattern}`;
      report(node, `${quote(node.value)} has the wrong form: ${form}`);
    }
  },
};

/** False only where that is certain. */
function fits(pattern: string, text: string, { schema, patternBudget }: WalkContext): boolean {
  if (!schema || !patternBudget) return true;
  const use = { budget: patternBudget, whose: nameOfSchema(schema) };
  return schema.patterns.fits(pattern, text, use) !== false;
}

function nameOf({ path }: Visit): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : 'an item of the list';
}
