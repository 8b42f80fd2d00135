/** `a.b: 1` in values: a key with a dot in its name, which no template reads, where `b` below `a` is meant. */
import { appendToMapping, columnOf, isFlow, linesOf, shift, type Edit } from '../findings/edits.ts';
import type { Fix } from '../findings/finding.ts';
import { quote } from '../formats/format.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { fieldOf, isOpen, propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import { typesOf } from '../schema/types.ts';
import { get, type Entry, type MapNode } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Check } from './check.ts';

export const dottedKey: Check = {
  code: 'dotted-key',
  severity: 'error',
  summary:
    'A key of values has a dot in its name, as on the command line of Helm: in a file keys are nested.',
  claims: 'shape',
  supersedes: ['unknown-field'],
  of: 'values',
  check({ node, schema, ctx }, report, { typed, text }) {
    if (!ctx.isValues || !schema || node.type !== 'map') return;
    // Free keys may have any name.
    if (!schema.properties || typeof schema.additionalProperties === 'object') return;
    for (const entry of node.entries) {
      const { source } = entry.key;
      if (!source.includes('.') || fieldOf(schema, source)) continue;
      const steps = source.split('.');
      const [first = '', ...rest] = steps;
      if (steps.includes('') || steps.length > maxSteps) continue;
      if (!holdsKeys(propertyOf(typed, schema, first))) continue;
      const fix = isKnown(typed, schema, steps) ? nestFix(text, node, entry, steps) : undefined;
      report(
        entry.key,
        `${quote(source)} is one key with a dot in its name, which nothing reads: nest it, as ${rest.join('.')} under ${first}`,
        { ...(isOpen(schema) && { severity: 'warning' }), ...(fix && { fix }) },
      );
    }
  },
};

const maxSteps = 10;

function holdsKeys(schema: TypeSchema | undefined): boolean {
  return (
    schema?.properties !== undefined || (schema !== undefined && typesOf(schema).includes('object'))
  );
}

function isKnown(typed: TypedSchema, schema: TypeSchema, steps: readonly string[]): boolean {
  let current: TypeSchema | undefined = schema;
  for (const step of steps) current = current && propertyOf(typed, current, step);
  return current !== undefined;
}

/** Into the deepest mapping of the path that is there already, else where the key stands. */
function nestFix(
  text: string,
  root: MapNode,
  entry: Entry,
  steps: readonly string[],
): Fix | undefined {
  const lines = linesOf(text, entry);
  if (!lines || isFlow(text, root) || text.slice(...lines).includes('\t')) return undefined;
  const title = `Nest ${steps.slice(1).join('.')} under ${steps[0] ?? ''}`;
  let target = root;
  let depth = 0;
  for (; depth < steps.length; depth++) {
    const next = get(target, steps[depth] ?? '');
    if (!next) break;
    if (next.type !== 'map' || depth === steps.length - 1) return undefined;
    target = next;
  }
  const column = columnOf(text, entry.key.span[0]);
  const names = steps.slice(depth);
  const last = names.length - 1;
  const head = names
    .slice(0, last)
    .map((name, index) => `${' '.repeat(2 * index)}${yamlText(name)}:`);
  const own = yamlText(names[last] ?? '') + text.slice(entry.key.span[1], lines[1]).trimEnd();
  const [firstLine = '', ...below] = own.split(/\r?\n/);
  const block = [firstLine, ...shift(below.join('\n'), -column).split('\n').slice(0, below.length)];
  const nested = [
    ...head,
    ...block.map((line) => (line === '' ? '' : ' '.repeat(2 * last) + line)),
  ];
  if (target === root) {
    const indented = nested.map((line) => (line === '' ? '' : ' '.repeat(column) + line));
    const end = text.slice(...lines).endsWith('\n') ? '\n' : '';
    return { title, edits: [[lines, indented.join('\n') + end]] };
  }
  const insert = appendToMapping(text, target, nested);
  if (!insert || (insert[0][0] > lines[0] && insert[0][0] < lines[1])) return undefined;
  const removal: Edit = [lines, ''];
  return { title, edits: [removal, insert] };
}
