/** Types of values: which ones a schema takes, which one a value has, and what is said of a wrong one. */
import type { Entry, Node, ScalarNode } from '../yaml/node.ts';
import { quote } from '../formats/format.ts';
import type { Finding } from '../findings/finding.ts';
import type { Schema, SchemaType } from '../schema/schema.ts';

export function typesOf(schema: Schema): readonly SchemaType[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string'];
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

export function hasType(node: Node, type: SchemaType): boolean {
  if (node.type === 'map') return type === 'object';
  if (node.type === 'seq') return type === 'array';
  const { value } = node;
  if (type === 'integer')
    return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
  return type === 'null' ? value === null : typeof value === type;
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

export function wrongType(
  node: Node,
  expected: readonly SchemaType[],
  owner: Entry | undefined,
): Finding {
  const words = expected.map((type) => typeWords[type]).join(' or ');
  const found = node.type === 'map' ? 'a mapping' : node.type === 'seq' ? 'a list' : describe(node);
  const report: Finding = {
    span: node.type === 'scalar' ? node.span : (owner?.key.span ?? node.span),
    code: 'wrong-type',
    severity: 'error',
    message: `this must be ${words}, not ${found}`,
  };
  const fix = node.type === 'scalar' ? retype(node, expected) : undefined;
  return fix ? { ...report, fix } : report;
}

/** No JSON, so no server reads it, whatever the field. */
export function notFinite({ span, source }: ScalarNode): Finding {
  return {
    span,
    code: 'wrong-type',
    severity: 'error',
    message: `${source} is not a number that a server can read: write a number, or quotes for text`,
    fix: { title: `Write it as text: "${source}"`, edits: [[span, `"${source}"`]] },
  };
}

function describe(node: ScalarNode): string {
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return `the text ${quote(node.value)}`;
  if (typeof node.value === 'boolean') return `the boolean ${node.source}`;
  return `the number ${node.source}`;
}

/** Quotes where text is wanted, no quotes where the quoted text is what is wanted. */
function retype(node: ScalarNode, expected: readonly SchemaType[]): Finding['fix'] {
  if (node.value === null) return undefined;
  if (node.isPlain && expected.includes('string')) {
    return {
      title: `Write it as text: "${node.source}"`,
      edits: [[node.span, `"${node.source}"`]],
    };
  }
  if (typeof node.value !== 'string' || node.isPlain) return undefined;
  const text = node.value.trim();
  const fits =
    (expected.includes('boolean') && (text === 'true' || text === 'false')) ||
    (expected.includes('integer') && /^-?\d+$/.test(text)) ||
    (expected.includes('number') && /^-?\d+(\.\d+)?$/.test(text));
  return fits
    ? { title: `Write it without quotes: ${text}`, edits: [[node.span, text]] }
    : undefined;
}
