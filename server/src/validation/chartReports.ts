/** What is said of the values of a Helm chart, where that is not what an API server says of a manifest. */
import type { Entry, Node } from '../documents/node.ts';
import { quote } from '../formats/format.ts';
import type { Report } from '../rules/rule.ts';
import type { ChartInForce, Schema, SchemaType } from '../schema/schema.ts';
import type { Home } from './misplaced.ts';

/** Of a key that the chart does not read. `guess` is one that it does. */
export function unknownKey(
  chart: ChartInForce,
  schema: Schema,
  { key }: Entry,
  home: Home | undefined,
  guess: string | undefined,
): Report {
  const name = `${chart.title} ${chart.version}`.trim();
  const intro = chart.isTrusted
    ? `the ${name} has no key ${quote(key.source)} here`
    : `the ${name}, the version known here, has no key ${quote(key.source)} here (these values are for ${chart.wanted ?? 'another'})`;
  const report = {
    span: key.span,
    code: 'unknown-field',
    severity: chart.isTrusted ? ('error' as const) : ('warning' as const),
  };
  if (home && (guess === undefined || home.exact)) {
    return { ...report, message: `${intro}: ${home.advice}`, ...(home.fix && { fix: home.fix }) };
  }
  if (guess !== undefined) {
    return {
      ...report,
      message: `${intro}: did you mean ${guess}?`,
      fix: { title: `Change to ${guess}`, edits: [[key.span, guess]] },
    };
  }
  const known = Object.keys(schema.properties ?? {});
  const takes = known.length > 0 && known.length <= 8;
  const effect = chart.id.startsWith('disk:') ? 'Helm refuses it' : 'it has no effect';
  return { ...report, message: `${intro}: ${takes ? `it takes ${known.join(', ')}` : effect}` };
}

/** Helm takes a default away where it finds null: of a mapping that is more than most people want. */
export function nullOverDefaults(schema: Schema, owner: Entry): Report | undefined {
  const isKubernetes = schema['x-definition']?.startsWith('io.k8s.') ?? false;
  const hasDefaults = Object.keys(schema.properties ?? {}).length > 0 && schema.default !== null;
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
export function softerType(report: Report, node: Node, expected: readonly SchemaType[]): Report {
  if (node.type !== 'scalar') return report;
  const { value } = node;
  const isNumber = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  const wantsNumber = expected.includes('integer') || expected.includes('number');
  const wantsText = expected.includes('string');
  const isClose =
    (wantsNumber && (isNumber || value === '')) || (wantsText && typeof value !== 'string');
  return isClose ? { ...report, severity: 'warning' } : report;
}
