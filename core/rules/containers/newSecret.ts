/** A Secret as a document of its own, behind the one that credentials are moved out of. */
import type { Fix } from '../../findings/finding.ts';
import type { WalkContext } from '../../walk/visit.ts';
import { at, text as textOf } from '../../yaml/node.ts';
import { doubleQuoted, yamlText } from '../../yaml/yamlText.ts';

export interface NewSecret {
  readonly name: string;
  /** Keys and values. */
  readonly data: readonly (readonly [key: string, value: string])[];
}

/** The edit that writes it; undefined where no document can stand behind this one. */
export function secretBehind(
  { root, text, isValues, isPartial }: WalkContext,
  { name, data }: NewSecret,
): Fix['edits'][number] | undefined {
  if (isValues || isPartial || text.includes('\n...')) return undefined;
  const namespace = textOf(at(root, ['metadata', 'namespace']));
  const lines = [
    ...(text === '' || text.endsWith('\n') ? [] : ['']),
    '---',
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    ...(namespace === undefined ? [] : [`  namespace: ${yamlText(namespace)}`]),
    'type: Opaque',
    'stringData:',
    ...data.map(([key, value]) => `  ${yamlText(key)}: ${doubleQuoted(value)}`),
    '',
  ];
  return [[text.length, text.length], lines.join('\n')];
}

/** Of a DNS subdomain the letters, parted by dashes. */
export function secretName(parts: readonly string[]): string {
  const words = parts
    .join('-')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 250);
}

/** The column of a key that has only blanks and a dash before it in its line. */
export function columnAlone(text: string, offset: number): number | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ *(?:- +)*$/.test(text.slice(start, offset)) ? offset - start : undefined;
}
