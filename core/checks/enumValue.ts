/** A value outside of the few that a field takes. */
import type { ScalarNode } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import { quote } from '../formats/format.ts';
import { nearest } from '../formats/nearest.ts';
import type { Finding } from '../findings/finding.ts';
import type { Schema } from '../schema/schema.ts';

/** Values among which one is looked for that is near. */
const maxValues = 1000;

export function checkEnum(node: ScalarNode, schema: Schema): Finding | undefined {
  const allowed = schema.enum;
  if (!allowed || allowed.includes(node.value)) return undefined;
  if (node.value === '' && schema['x-empty-is-unset']) return undefined;
  const values = allowed
    .slice(0, maxValues)
    .map(String)
    .filter((value) => value !== '');
  const guess = nearest(String(node.value), values);
  const list = values.length > 12 ? `${values.slice(0, 12).join(', ')}, ...` : values.join(', ');
  const report: Finding = {
    span: node.span,
    code: 'invalid-value',
    severity: 'error',
    message:
      values.length === 1
        ? `this must be ${values[0]}`
        : `${quote(node.source)} is not allowed here: use ${list}`,
  };
  if (guess === undefined) return report;
  return { ...report, fix: { title: `Change to ${guess}`, edits: [[node.span, yamlText(guess)]] } };
}
