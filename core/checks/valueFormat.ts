/** The grammars of values that the schema names: of the value itself and of the keys of a free mapping. */
import type { Fix } from '../findings/finding.ts';
import type { Format, FormatValue } from '../formats/format.ts';
import { formats } from '../formats/index.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import type { WalkContext, Visit } from '../walk/visit.ts';
import { plainValue } from '../yaml/scalar.ts';
import { doubleQuoted, quotedLike } from '../yaml/yamlText.ts';
import type { ScalarNode } from '../yaml/node.ts';
import type { Claim, Reporter } from './check.ts';

/** Reports `format-NAME` at the value or key at fault. */
export function checkFormats(visit: Visit, reporterOf: (claim: Claim) => Reporter): void {
  const { node, schema, ctx } = visit;
  if (schema?.format !== undefined && node.type === 'scalar') {
    const format = formats.get(schema.format);
    // What belongs to the type is read before anything is filled in.
    const isOpen = format?.claims !== 'shape' && isFilledInLater(ctx.schema, node.value);
    if (format && !isOpen) checkScalar(format, node, ctx, reporterOf(claimOf(format)));
  }
  const keyFormat = schema?.['x-key-format'];
  if (keyFormat !== undefined && node.type === 'map') {
    const format = formats.get(keyFormat);
    for (const { key } of format ? node.entries : [])
      if (format && !key.filledIn && !isFilledInLater(ctx.schema, key.source))
        reportProblem(format, key, key.source, ctx, reporterOf(claimOf(format)));
  }
}

/** Says what is wrong with a value that has the format. */
export function checkScalar(
  format: Format,
  node: ScalarNode,
  ctx: WalkContext,
  report: Reporter,
): void {
  // That a boolean stands where a text or a number belongs says its type.
  if (node.value !== null && typeof node.value !== 'boolean')
    reportProblem(format, node, node.value, ctx, report);
}

function reportProblem(
  format: Format,
  node: ScalarNode,
  value: FormatValue,
  ctx: WalkContext,
  report: Reporter,
): void {
  const problem = format.check(value);
  if (!problem) return;
  const { message, suggest, isSame, others = [], refusedOnlyIn } = problem;
  const { severity: written = format.severity } = problem;
  const isElsewhere = refusedOnlyIn !== undefined && ctx.gvk.kind !== refusedOnlyIn;
  // Templates may make something else of a value: only what belongs to its type is certain.
  const isOpen = ctx.isValues === true && format.claims !== 'shape';
  const severity = written === 'error' && (isElsewhere || isOpen) ? 'warning' : written;
  const fix = suggest === undefined ? undefined : replacement(node, ctx.text, suggest, format);
  const otherFixes = others.flatMap((other) => replacement(node, ctx.text, other, format) ?? []);
  report(node, message, {
    severity,
    ...(fix && { fix: isSame ? { ...fix, isSafe: true } : fix }),
    ...(otherFixes.length > 0 && { otherFixes }),
  });
}

const claimsOf: ReadonlyMap<Format, Claim> = new Map(
  [...formats.values()].map((format) => {
    const { name, severity, description: summary, claims = 'value', enforcedBy } = format;
    const code = `format-${name}`;
    const isOfSchema = claims === 'limit';
    return [
      format,
      { code, severity, summary, claims, isOfSchema, ...(enforcedBy && { enforcedBy }) },
    ];
  }),
);

function claimOf(format: Format): Claim {
  const claim = claimsOf.get(format);
  if (!claim) throw new Error(`${format.name} is not in the list of formats`);
  return claim;
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
  const needsQuotes = typeof plainValue(value) !== 'string' || /^[*&!%@`?{[]|: | #|^- /.test(value);
  let written = value;
  if (isQuoted && !(isNumber && isPort)) {
    written = quotedLike(quote, value);
  } else if (!isQuoted && needsQuotes && !(isNumber && wantsNumber)) {
    written = doubleQuoted(value);
  }
  return { title: `Replace with ${value}`, edits: [[node.span, written]] };
}
