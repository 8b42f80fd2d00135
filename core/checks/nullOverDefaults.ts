/** Helm takes a default away where it finds null: of a mapping that is more than most people want. */
import { quote } from '../formats/format.ts';
import type { Check } from './check.ts';

export const nullOverDefaults: Check = {
  code: 'null-over-defaults',
  severity: 'warning',
  summary: 'Nothing stands over a mapping that a Helm chart gives defaults: Helm deletes them all.',
  claims: 'advice',
  check({ node, schema, chart, entry }, report, { names }) {
    if (!chart || !schema || !entry || node.type !== 'scalar' || node.value !== null) return;
    const hasDefaults = names.of(schema).length > 0 && schema.default !== null;
    if (schema.provenance?.isKubernetes || !hasDefaults) return;
    report(
      node.source === '' ? entry.key : node,
      `null deletes all defaults of ${quote(entry.key.source)}, and templates that read below it fail: leave the key out, or write {} to keep them`,
    );
  },
};
