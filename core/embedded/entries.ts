/** The keys and values of a configuration, by how it is written. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { entries, get, items, type Entry, type Node, type ScalarNode } from '../yaml/node.ts';
import type { ConfigEntry } from './configEntry.ts';
import { keyOfVariable, variableOfKey } from './variables.ts';
import { textReader } from './texts/index.ts';
import type { TextReader } from './texts/textReader.ts';
import { textSpan } from './textSpan.ts';

export function entriesOf({ of, form }: ConfigAnnotation, node: Node, text: string): ConfigEntry[] {
  const reader = textReader(form);
  if (reader)
    return form === 'lines'
      ? items(node).flatMap((item) => entriesOfText(item, text, reader))
      : entriesOfText(node, text, reader);
  if (form === 'env') return entriesOfVariable(node);
  if (form === 'variables') return entriesOfVariables(node, of);
  if (form === 'sections')
    return knownEntries(node).flatMap(({ key, value }) =>
      value.filledIn ? [] : entriesOfMap(value, `${key.source}.`),
    );
  if (form === 'paths') return entriesOfPaths(node);
  return form === 'nested' ? entriesOfNested(node, '') : entriesOfMap(node, '');
}

/** What one key of more parts says, keys within keys say too. */
function entriesOfNested(node: Node, prefix: string): ConfigEntry[] {
  return knownEntries(node).flatMap((entry) =>
    !entry.value.filledIn && entry.value.type === 'map'
      ? entriesOfNested(entry.value, `${prefix}${entry.key.source}.`)
      : [entryOf(entry, prefix)],
  );
}

function entriesOfText(node: Node, text: string, reader: TextReader): ConfigEntry[] {
  const scalar = writtenText(node);
  const span = scalar && textSpan(text, scalar);
  if (!span) return [];
  const found = reader.entries(text, span);
  const isHeld = node.partly?.isHeldIn;
  return isHeld ? found.flatMap((entry) => withoutHeld(entry, text, isHeld)) : found;
}

/** The entry as far as it is known; none where the key is not. */
function withoutHeld(
  entry: ConfigEntry,
  text: string,
  isHeld: (piece: string) => boolean,
): ConfigEntry[] {
  const [start, end] = [entry.keySpan[0], entry.valueSpan[1]];
  if (entry.value === undefined || !isHeld(text.slice(start, end)))
    return isHeld(text.slice(...entry.keySpan)) ? [] : [entry];
  // One with blanks may begin in the key.
  const isOfValue = isHeld(text.slice(...entry.valueSpan)) && !isHeld(text.slice(...entry.keySpan));
  return isOfValue ? [{ ...entry, value: undefined }] : [];
}

/** A text as it is written, placeholders and all; undefined where nobody knows anything of it. */
export function writtenText(node: Node): ScalarNode | undefined {
  if (node.filledIn) return node.partly?.node;
  return node.type === 'scalar' ? node : undefined;
}

/** One variable of a container: its name stands for a key. */
function entriesOfVariable(node: Node): ConfigEntry[] {
  const name = get(node, 'name');
  const value = get(node, 'value');
  if (!name || name.filledIn || name.type !== 'scalar') return [];
  const variable = keyOfVariable(name.source);
  if (!variable) return [];
  const { of, key } = variable;
  const isScalar = value && !value.filledIn && value.type === 'scalar';
  return [
    {
      key,
      nameOf: (other) => variableOfKey(of, other),
      keySpan: name.span,
      valueSpan: value?.span ?? name.span,
      value: value && textOf(value),
      ...(isScalar && { node: value }),
    },
  ];
}

/** A mapping of variables to values: names stand for keys of that program. */
function entriesOfVariables(node: Node, of: string): ConfigEntry[] {
  return knownEntries(node).flatMap((entry) => {
    const variable = keyOfVariable(entry.key.source);
    return variable?.of === of
      ? [{ ...entryOf(entry, ''), key: variable.key, nameOf: (key) => variableOfKey(of, key) }]
      : [];
  });
}

/** A mapping of keys to values. */
function entriesOfMap(node: Node, prefix: string): ConfigEntry[] {
  return knownEntries(node).map((entry) => entryOf(entry, prefix));
}

/** Those whose keys are not filled in. */
function knownEntries(node: Node): readonly Entry[] {
  return entries(node).filter(({ key }) => !key.filledIn);
}

function entryOf({ key, value }: Entry, prefix: string): ConfigEntry {
  return {
    key: prefix + key.source,
    keySpan: key.span,
    valueSpan: value.span,
    value: textOf(value),
    ...(prefix !== '' && { prefix }),
    ...(!value.filledIn && value.type === 'scalar' && { node: value }),
  };
}

function entriesOfPaths(node: Node): ConfigEntry[] {
  return entriesOfMap(node, '').map((each) => {
    const key = lastPart(each.key);
    const above = each.key.slice(0, -key.length);
    return { ...each, key, nameOf: (other: string) => above + other };
  });
}

/** `max_memory_usage` of `default/max_memory_usage`. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function textOf(node: Node): string | undefined {
  if (node.filledIn || node.type !== 'scalar' || node.value === null) return undefined;
  const text = typeof node.value === 'string' ? node.value : node.source;
  // A variable, or a part that another tool fills in.
  return /[${}]/.test(text) ? undefined : text;
}
