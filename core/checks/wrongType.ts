/** A value of another type than its schema takes. */
import type { Fix } from '../findings/finding.ts';
import { quote } from '../formats/format.ts';
import type { ChartInForce, TypeSchema, SchemaType } from '../schema/schema.ts';
import { hasOneOf, typesOf } from '../schema/types.ts';
import type { Visit } from '../walk/visit.ts';
import { standsForBlank } from '../yaml/characterName.ts';
import type { Node, ScalarNode, Span } from '../yaml/node.ts';
import { isPrintedAlike } from './printedAlike.ts';
import type { Check, Claim } from './check.ts';

const claim = {
  code: 'wrong-type',
  severity: 'error',
  summary: 'The value has another type than the field.',
  claims: 'shape',
  supersedes: ['value-range'],
} satisfies Claim;

export const wrongType: Check = {
  ...claim,
  check(visit, report) {
    const { node, schema, traits, entry, chart } = visit;
    if (!schema || !traits || traits.isTypeHint || isNotFinite(node)) return;
    const isRefused = !hasOneOf(traits.types, node) || isRefusedNull(visit, schema);
    if (!isRefused) return;
    const expected = typesOf(schema);
    // Templates leave out what is empty, a mapping as a list. Only a schema that the chart ships tells them apart.
    if (chart && !chart.isStrict && isEmptyOf(node, expected)) return;
    const isSoft = chart && !chart.isStrict && isPrintedAlike(node, expected);
    const glued = node.type === 'scalar' ? gluedKey(node, expected) : undefined;
    const retyped = retype(node, expected, chart);
    const fix = glued ?? retyped ?? quoteBraces(visit, expected);
    const why = glued ? ': a blank is missing behind the colon' : '';
    report(
      node.type === 'scalar' ? node : (entry?.key ?? aliasOf(visit) ?? node),
      `this must be ${expected.map((type) => typeWords[type]).join(' or ')}, not ${isInSecret(visit) ? wordsOfHidden(node) : wordsFor(node)}${why}`,
      {
        // The type is the CRD's, whoever checks what is laid over it.
        ...(schema['x-enforced'] && { enforcedBy: 'apiServer' }),
        ...(isSoft && { severity: 'warning' }),
        ...(fix && { fix }),
      },
    );
  },
};

function isEmptyOf(node: Node, expected: readonly SchemaType[]): boolean {
  return (
    (node.type === 'map' && node.entries.length === 0 && expected.includes('array')) ||
    (node.type === 'seq' && node.items.length === 0 && expected.includes('object'))
  );
}

/** The alias that an item of a list is written as: what it stands for is right where it stands. */
function aliasOf({ parent, step }: Visit): Span | undefined {
  return parent?.node.type === 'seq' && typeof step === 'number'
    ? parent.node.aliases?.get(step)
    : undefined;
}

/** No JSON, so no server reads it, whatever the field. */
export const notFinite: Check = {
  ...claim,
  enforcedBy: 'apiServer',
  check({ node }, report) {
    if (!isNotFinite(node)) return;
    const { span, source } = node;
    report(
      node,
      `${source} is not a number that a server can read: write a number, or quotes for text`,
      { fix: { title: `Write it as text: "${source}"`, edits: [[span, `"${source}"`]] } },
    );
  },
};

function isNotFinite(node: Node): node is NotFinite {
  return node.type === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value);
}

interface NotFinite extends ScalarNode {
  readonly value: number;
}

/** A field set to nothing counts as absent; an item of a list cannot, where the server does not decode it into a type. */
function isRefusedNull({ node, step }: Visit, schema: TypeSchema): boolean {
  if (typeof step !== 'number' || node.type !== 'scalar' || node.value !== null) return false;
  if (!schema['x-enforced'] || schema.type === undefined) return false;
  return !schema.nullable && schema.default === undefined;
}

const typeWords: Record<SchemaType, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping (key: value)',
  array: 'a list (- item)',
  null: 'nothing',
};

function wordsFor(node: Node): string {
  if (node.type === 'map') return 'a mapping';
  if (node.type === 'seq') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return `the text ${quote(node.value)}`;
  if (typeof node.value === 'boolean') return booleanWords(node.source, node.value);
  if (Number.isInteger(node.value) && Math.abs(node.value) >= 2 ** 63)
    return `${node.source}, which is beyond 64 bits`;
  return `the number ${node.source}`;
}

function isInSecret({ ctx: { gvk } }: Visit): boolean {
  return gvk.kind === 'Secret' && gvk.group === '';
}

/** What it is and what to do, where the value itself may not be shown. */
function wordsOfHidden(node: Node): string {
  const { value } = node.type === 'scalar' ? node : {};
  if (typeof value === 'boolean')
    return 'a boolean, as which it is read without quotes: add quotes';
  return typeof value === 'number' ? 'a number: add quotes' : wordsFor(node);
}

/** Who writes `n` does not think of a boolean. */
function booleanWords(source: string, value: boolean): string {
  return source.toLowerCase() === String(value)
    ? `the boolean ${source}`
    : `the boolean ${value}, as which ${source} without quotes is read`;
}

/** `key:value` where a mapping is wanted: the blank behind the colon, perhaps in the place of what only looks like one. */
function gluedKey(node: ScalarNode, expected: readonly SchemaType[]): Fix | undefined {
  const { source, isPlain, span } = node;
  if (!isPlain || !expected.includes('object')) return undefined;
  const key = /^[A-Za-z][\w./-]{0,200}:(?=[^:/])/.exec(source)?.[0];
  if (key === undefined) return undefined;
  const at = span[0] + key.length;
  const isNoBlank = standsForBlank(source.charAt(key.length));
  const edits = [[[at, at + (isNoBlank ? 1 : 0)], ' ']] as const;
  return { title: 'Add a blank behind the colon', edits, isSafe: true };
}

/** Quotes where text is wanted, no quotes where the quoted text is what is wanted. */
function retype(
  node: Node,
  expected: readonly SchemaType[],
  chart: ChartInForce | undefined,
): Fix | undefined {
  if (node.type !== 'scalar' || node.value === null) return undefined;
  // For a template any text is true, "false" too.
  const isTruth = typeof node.value === 'boolean' || expected.includes('boolean');
  const isSafe = !chart || chart.isStrict || !isTruth;
  if (node.isPlain && expected.includes('string')) {
    return {
      title: `Write it as text: "${node.source}"`,
      edits: [[node.span, `"${node.source}"`]],
      isSafe,
    };
  }
  if (typeof node.value !== 'string' || node.isPlain) return undefined;
  const text = node.value.trim();
  const fits =
    (expected.includes('boolean') && (text === 'true' || text === 'false')) ||
    (expected.includes('integer') && /^-?\d+$/.test(text)) ||
    (expected.includes('number') && /^-?\d+(\.\d+)?$/.test(text));
  return fits
    ? { title: `Write it without quotes: ${text}`, edits: [[node.span, text]], isSafe }
    : undefined;
}

/** `{username}` where text is wanted: YAML reads braces as a mapping, a placeholder is meant. */
function quoteBraces({ node, ctx }: Visit, expected: readonly SchemaType[]): Fix | undefined {
  if (node.type !== 'map' || !expected.includes('string')) return undefined;
  const [start] = node.span;
  const newline = ctx.text.indexOf('\n', start);
  const line = ctx.text.slice(start, newline === -1 ? undefined : newline);
  const source = /^\{\{?[^{}#"\\]*\}?\}[^\s#"\\]*(?=\s*(?:#|$))/.exec(line)?.[0];
  if (source === undefined || node.span[1] > start + source.length) return undefined;
  const span: Span = [start, start + source.length];
  return { title: `Quote it as text: "${source}"`, edits: [[span, `"${source}"`]] };
}
