/** Documentation of one item, when the editor shows it: half of what a list would weigh otherwise. */
import { MarkupKind, type CompletionItem } from 'vscode-languageserver-types';
import { prose } from '../../markdown/markdown.ts';
import { documentationOfKey } from './configItems.ts';
import { fieldOf } from '../../schema/typedSchema.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';

/** `data` of a field is the definition that it belongs to, `BUNDLE#/Name`. Anything else is returned as it is. */
export function resolveItem(store: SchemaStore, item: CompletionItem): CompletionItem {
  const definition: unknown = item.data;
  if (typeof definition === 'string' && definition.startsWith('dictionary.'))
    return ofKey(store, item, definition);
  if (typeof definition !== 'string' || !/^[\w.-]+#\/\w+$/.test(definition)) return item;
  const description = descriptionOf(store, definition, item.label);
  return description
    ? { ...item, documentation: { kind: MarkupKind.Markdown, value: prose(description) } }
    : item;
}

function ofKey({ dictionaries }: SchemaStore, item: CompletionItem, data: string): CompletionItem {
  try {
    return documentationOfKey(dictionaries, item, data);
  } catch {
    // An item of another server or version names a dictionary that is not there.
    return item;
  }
}

function descriptionOf(store: SchemaStore, definition: string, name: string): string | undefined {
  try {
    const field = fieldOf(store.resolve({ $ref: definition }), name);
    return field && store.resolve(field).description;
  } catch {
    // An item of another server or version names a file that is not there.
    return undefined;
  }
}
