/** The fix that moves a plain value of a variable into a Secret of its own and leaves a reference. The value stands in the edit only. */
import type { Fix } from '../../findings/finding.ts';
import type { Visit } from '../../walk/visit.ts';
import { at, entry, get, text as textOf, type Node } from '../../yaml/node.ts';
import { doubleQuoted, yamlText } from '../../yaml/yamlText.ts';

/**
 * `variable` has name and value; `container` is the mapping that its list stands in. Undefined where the manifest is not written
 * in lines of its own, or where nobody knows the name of the object: the Secret is another document behind this one.
 */
export function movedToSecret(
  { ctx: { root, text, isValues, isPartial } }: Visit,
  variable: Node,
  container: Node | undefined,
): Fix | undefined {
  const name = textOf(get(variable, 'name'));
  const value = entry(variable, 'value');
  const written = textOf(value?.value);
  const object = textOf(at(root, ['metadata', 'name']));
  const isObject = !isValues && !isPartial;
  if (!isObject || !value || !name || !object || written === undefined) return undefined;
  const column = columnAlone(text, value.key.span[0]);
  if (column === undefined || text.includes('\n...') || value.value.span[0] < value.key.span[1])
    return undefined;
  const beside = textOf(get(container, 'name'));
  const parts = [object, ...(beside === undefined || beside === object ? [] : [beside])];
  const secret = secretName([...parts, name]);
  const namespace = textOf(at(root, ['metadata', 'namespace']));
  return {
    title: `Move the value into the Secret ${secret}`,
    edits: [
      [[value.key.span[0], value.value.span[1]], reference(secret, name, column)],
      [[text.length, text.length], secretDocument(text, { secret, namespace, name, written })],
    ],
  };
}

/** The column of a key that has only blanks and a dash before it in its line. */
function columnAlone(text: string, offset: number): number | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ *(?:- +)*$/.test(text.slice(start, offset)) ? offset - start : undefined;
}

/** Of a DNS subdomain the letters, parted by dashes. */
function secretName(parts: readonly string[]): string {
  const words = parts
    .join('-')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 250);
}

function reference(secret: string, key: string, column: number): string {
  const indent = ' '.repeat(column);
  return [
    'valueFrom:',
    `${indent}  secretKeyRef:`,
    `${indent}    name: ${secret}`,
    `${indent}    key: ${yamlText(key)}`,
  ].join('\n');
}

interface NewSecret {
  readonly secret: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly written: string;
}

function secretDocument(text: string, { secret, namespace, name, written }: NewSecret): string {
  return [
    ...(text === '' || text.endsWith('\n') ? [] : ['']),
    '---',
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${secret}`,
    ...(namespace === undefined ? [] : [`  namespace: ${yamlText(namespace)}`]),
    'type: Opaque',
    'stringData:',
    `  ${yamlText(name)}: ${doubleQuoted(written)}`,
    '',
  ].join('\n');
}
