/** The keys and values of a configuration, by how it is written. */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { entries, items, type Entry, type Node } from '../yaml/node.ts';
import type { ConfigEntry } from './configEntry.ts';
import { propertyLines } from './propertyLines.ts';
import { textSpan } from './textSpan.ts';

export function entriesOf({ form }: ConfigAnnotation, node: Node, text: string): ConfigEntry[] {
  if (form === 'properties') return entriesOfText(node, text);
  if (form === 'lines') return items(node).flatMap((item) => entriesOfText(item, text));
  if (form === 'sections')
    return entries(node).flatMap(({ key, value }) => entriesOfMap(value, `${key.source}.`));
  return form === 'nested' ? entriesOfNested(node, '') : entriesOfMap(node, '');
}

/** What one key of more parts says, keys within keys say too. */
function entriesOfNested(node: Node, prefix: string): ConfigEntry[] {
  return entries(node).flatMap((entry) =>
    entry.value.type === 'map'
      ? entriesOfNested(entry.value, `${prefix}${entry.key.source}.`)
      : [entryOf(entry, prefix)],
  );
}

function entriesOfText(node: Node, text: string): ConfigEntry[] {
  if (node.type !== 'scalar' || node.filledIn) return [];
  const span = textSpan(text, node);
  return span ? propertyLines(text, span) : [];
}

/** A mapping of keys to values. */
function entriesOfMap(node: Node, prefix: string): ConfigEntry[] {
  return entries(node).map((entry) => entryOf(entry, prefix));
}

function entryOf({ key, value }: Entry, prefix: string): ConfigEntry {
  return {
    key: prefix + key.source,
    keySpan: key.span,
    valueSpan: value.span,
    value: textOf(value),
    ...(prefix !== '' && { prefix }),
    ...(value.type === 'scalar' && { node: value }),
  };
}

function textOf(node: Node): string | undefined {
  if (node.type !== 'scalar' || node.filledIn || node.value === null) return undefined;
  const text = typeof node.value === 'string' ? node.value : node.source;
  // A variable, or a part that another tool fills in.
  return /[${}]/.test(text) ? undefined : text;
}
