/** Helm takes a default away where it finds null: of a mapping that is more than most people want. */
import { quote } from '../formats/format.ts';
import { isOpen, propertyOf } from '../schema/typedSchema.ts';
import type { Check } from './check.ts';

export const nullOverDefaults: Check = {
  code: 'null-over-defaults',
  severity: 'information',
  summary: 'Nothing stands over a mapping that a Helm chart gives defaults: Helm deletes them all.',
  claims: 'advice',
  check({ node, schema, chart, entry }, report, { names, typed }) {
    if (!chart || !schema || !entry || node.type !== 'scalar' || node.value !== null) return;
    // Of what only the history of a chart names it is not known whether there are defaults below.
    if (schema.provenance?.isKubernetes || schema['x-type-is-hint'] || isOpen(schema)) return;
    const hasDefaults =
      isFull(schema.default) ||
      (schema.default === undefined &&
        names.of(schema).some((name) => isFull(propertyOf(typed, schema, name)?.default)));
    if (!hasDefaults) return;
    report(
      node.source === '' ? entry.key : node,
      `null deletes all defaults of ${quote(entry.key.source)}, and a template that reads below it fails: leave the key out to keep them`,
    );
  },
};

/** There is something that null takes away. */
function isFull(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
