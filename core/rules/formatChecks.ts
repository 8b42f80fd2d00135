/** Checks the value formats that the schema names: of the value itself and of the keys of a free mapping. */
import type { Node, ScalarNode, Span } from '../yaml/node.ts';
import { resolvePlain } from '../yaml/scalar.ts';
import { doubleQuoted, quotedLike } from '../yaml/yamlText.ts';
import type { Format } from '../formats/format.ts';
import { formats } from '../formats/index.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import type { Fix, FindingDetails, Severity } from '../findings/finding.ts';
import type { Visit } from './rule.ts';

export type FormatReporter = (
  code: string,
  severity: Severity,
  where: Node | Span,
  message: string,
  more?: FindingDetails,
) => void;

/** Reports `format-NAME` at the value or key at fault. */
export function checkFormats({ node, schema, ctx }: Visit, report: FormatReporter): void {
  if (!schema) return;
  const ofValue = formats.get(schema.format ?? '');
  const isOpen =
    node.type === 'scalar' &&
    // A quantity is read as one before anything is filled in.
    !ofValue?.name.endsWith('quantity') &&
    isFilledInLater(ctx.schema, node.value);
  if (ofValue && node.type === 'scalar' && !isOpen) checkScalar(ofValue, node, ctx.text, report);
  const ofKeys = formats.get(schema['x-key-format'] ?? '');
  if (ofKeys && node.type === 'map') {
    for (const { key } of node.entries)
      if (!isFilledInLater(ctx.schema, key.source)) checkKey(ofKeys, key, ctx.text, report);
  }
}

export function checkScalar(
  format: Format,
  node: ScalarNode,
  text: string,
  report: FormatReporter,
): void {
  if (node.value === null) return;
  const problem = format.check(node.value);
  if (!problem) return;
  const severity = problem.severity ?? format.severity;
  const fix =
    problem.suggest === undefined ? undefined : replacement(node, text, problem.suggest, format);
  report(`format-${format.name}`, severity, node, problem.message, fix && { fix });
}

function checkKey(format: Format, key: ScalarNode, text: string, report: FormatReporter): void {
  const problem = format.check(key.source);
  if (!problem) return;
  const fix =
    problem.suggest === undefined ? undefined : replacement(key, text, problem.suggest, format);
  report(
    `format-${format.name}`,
    problem.severity ?? format.severity,
    key,
    problem.message,
    fix && { fix },
  );
}

/** Keeps the author's quotes, and adds some where the plain text would be read as a number or boolean. */
function replacement(
  node: ScalarNode,
  text: string,
  value: string,
  format: Format,
): Fix | undefined {
  const quote = text[node.span[0]] ?? '';
  if (quote === '|' || quote === '>') return undefined;
  const isNumber = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)$/.test(value);
  const isPort = format.name.endsWith('port-number-or-name');
  const wantsNumber = isPort || format.name.endsWith('quantity');
  const isQuoted = quote === '"' || quote === "'";
  const needsQuotes =
    typeof resolvePlain(value) !== 'string' || /^[*&!%@`?{[]|: | #|^- /.test(value);
  let written = value;
  if (isQuoted && !(isNumber && isPort)) {
    written = quotedLike(quote, value);
  } else if (!isQuoted && needsQuotes && !(isNumber && wantsNumber)) {
    written = doubleQuoted(value);
  }
  return { title: `Replace with ${value}`, edits: [[node.span, written]] };
}
