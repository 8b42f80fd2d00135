/** What is said of the values of a Helm chart, where that is not what an API server says of a manifest. */
import type { Entry, Node } from '../yaml/node.ts';
import { quote } from '../formats/format.ts';
import type { Finding } from '../findings/finding.ts';
import type { FieldNames } from './fieldNames.ts';
import type { ChartInForce, Schema, SchemaType } from '../schema/schema.ts';
import { unknownName, type Unknown } from './unknownName.ts';

/** Of a key that the chart does not read. */
export function unknownKey(chart: ChartInForce, unknown: Unknown): Finding {
  const name = `${chart.title} ${chart.version}`.trim();
  const key = quote(unknown.entry.key.source);
  return unknownName(unknown, {
    severity: chart.isTrusted ? 'error' : 'warning',
    intro: chart.isTrusted
      ? `the ${name} has no key ${key} here`
      : `the ${name}, the version known here, has no key ${key} here (these values are for ${chart.wanted ?? 'another'})`,
    effect: chart.id.startsWith('disk:') ? 'Helm refuses it' : 'it has no effect',
  });
}

/** Helm takes a default away where it finds null: of a mapping that is more than most people want. */
export function nullOverDefaults(
  schema: Schema,
  owner: Entry,
  names: FieldNames,
): Finding | undefined {
  const isKubernetes = schema.provenance?.isKubernetes ?? false;
  const hasDefaults = names.of(schema).length > 0 && schema.default !== null;
  if (isKubernetes || !hasDefaults) return undefined;
  const name = owner.key.source;
  const { span, source } =
    owner.value.type === 'scalar' ? owner.value : { span: owner.key.span, source: '' };
  return {
    span: source === '' ? owner.key.span : span,
    code: 'null-over-defaults',
    severity: 'warning',
    message: `null deletes all defaults of ${quote(name)}, and templates that read below it fail: leave the key out, or write {} to keep them`,
  };
}

/**
 * Templates print a text and a number alike, so one for the other is a warning where the chart has no schema of its own
 * that Helm checks. The text "false" counts as true, so that is an error always.
 */
export function softerType(report: Finding, node: Node, expected: readonly SchemaType[]): Finding {
  if (node.type !== 'scalar') return report;
  const { value } = node;
  const isNumber = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  const wantsNumber = expected.includes('integer') || expected.includes('number');
  const wantsText = expected.includes('string');
  const isClose =
    (wantsNumber && (isNumber || value === '')) || (wantsText && typeof value !== 'string');
  return isClose ? { ...report, severity: 'warning' } : report;
}
