/** The fix that moves a plain value of a variable into a Secret of its own and leaves a reference. The value stands in the edit only. */
import type { Fix } from '../../findings/finding.ts';
import type { Visit } from '../../walk/visit.ts';
import { at, entry, get, text as textOf, type Node } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { columnAlone, secretBehind, secretName } from './newSecret.ts';

/**
 * `variable` has name and value; `container` is the mapping that its list stands in. Undefined where the manifest is not written
 * in lines of its own, or where nobody knows the name of the object: the Secret is another document behind this one.
 */
export function movedToSecret(
  { ctx }: Visit,
  variable: Node,
  container: Node | undefined,
): Fix | undefined {
  const { root, text } = ctx;
  const name = textOf(get(variable, 'name'));
  const value = entry(variable, 'value');
  const written = textOf(value?.value);
  const object = textOf(at(root, ['metadata', 'name']));
  if (!value || !name || !object || written === undefined) return undefined;
  const column = columnAlone(text, value.key.span[0]);
  if (column === undefined || value.value.span[0] < value.key.span[1]) return undefined;
  const beside = textOf(get(container, 'name'));
  const parts = [object, ...(beside === undefined || beside === object ? [] : [beside])];
  const secret = secretName([...parts, name]);
  const behind = secretBehind(ctx, { name: secret, data: [[name, written]] });
  return (
    behind && {
      title: `Move the value into the Secret ${secret}`,
      edits: [[[value.key.span[0], value.value.span[1]], reference(secret, name, column)], behind],
    }
  );
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
