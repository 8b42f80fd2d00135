/** Completion of fields and values from the schema of the mapping that the cursor is in. */
import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
} from 'vscode-languageserver';
import type { ManifestDocument, Position, Range } from '../../documents/manifestDocument.ts';
import type { Schema } from '../../schema/schema.ts';
import { itemsOf, propertyOf, schemaAt, type SchemaView } from '../../schema/schemaView.ts';
import {
  dashed,
  itemLines,
  starterLines,
  type Layout,
  type Placeholder,
} from '../../schema/starter.ts';
import { typeLabel } from '../../schema/typeLabel.ts';
import type { Cursor } from './cursor.ts';

/** What the items of one request share. */
export interface Place {
  readonly view: SchemaView;
  readonly document: ManifestDocument;
  readonly position: Position;
  readonly cursor: Cursor;
  /** Path from the root of the object that `view` describes. */
  readonly path: readonly (string | number)[];
  /** Names that a reference at this schema may take. */
  names(schema: Schema): readonly string[];
}

/** Items for the cursor: values behind a key, else fields, and list items where a list may begin or go on. */
export function schemaItems(place: Place): CompletionItem[] {
  const { view, cursor, path } = place;
  const schema = schemaAt(view, path);
  if (!schema) return [];
  if (cursor.valueKey !== undefined) {
    const property = propertyOf(view, schema, cursor.valueKey);
    return property ? valueItems(place, property, cursor.valueKey) : [];
  }
  const items = cursor.isItem
    ? [...fieldItems(place, schema), ...valueItems(place, schema, '')]
    : fieldItems(place, schema);
  if (schema.items) items.push(...dashItems(place, schema));
  if (cursor.listAbove) {
    const list = schemaAt(view, [...path, ...cursor.listAbove.slice(-1)]);
    if (list?.items) items.push(...dashItems(place, list));
  }
  return items;
}

function fieldItems(place: Place, schema: Schema): CompletionItem[] {
  const { view, cursor } = place;
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !cursor.siblings.has(name) || name === cursor.before + cursor.after)
    .map(([name, own]): CompletionItem => {
      const property = view.resolve(own);
      const isRequired = required.has(name);
      return {
        label: name,
        kind: CompletionItemKind.Property,
        detail: `${typeLabel(view, property)}${isRequired ? ', required' : ''}`,
        sortText: `${isRequired ? 0 : property['x-read-only'] || property.deprecated ? 2 : 1} ${name}`,
        ...documentation(property),
        ...(property.deprecated && { tags: [CompletionItemTag.Deprecated] }),
        ...(cursor.hasColon
          ? plain(place, name)
          : snippet(place, (placeholder, layout) =>
              starterLines(view, name, own, placeholder, layout),
            )),
      };
    });
}

function valueItems(place: Place, schema: Schema, name: string): CompletionItem[] {
  const { view, cursor } = place;
  const isList = schema.type === 'array';
  const single = isList ? (itemsOf(view, schema) ?? {}) : schema;
  const values = candidates(place, single);
  return values.map((value, index): CompletionItem => {
    const text = written(value, single);
    return {
      label: value,
      kind: single.enum ? CompletionItemKind.EnumMember : CompletionItemKind.Value,
      sortText: `${value === String(schema.default) ? 0 : 1} ${String(index).padStart(3, '0')}`,
      ...(value === String(schema.default) && { detail: 'default' }),
      ...(name === '' ? {} : documentation(schema)),
      ...plain(place, isList && cursor.valueKey !== undefined ? `[${text}]` : text),
    };
  });
}

function candidates(place: Place, schema: Schema): readonly string[] {
  if (schema.enum) return schema.enum.map(String);
  if (schema.type === 'boolean') return ['true', 'false'];
  const names = place.names(schema);
  if (names.length > 0) return names;
  const examples = schema.examples ?? [schema.default];
  return examples.filter(isScalarValue).map(String);
}

function isScalarValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Text that YAML would read as something else is quoted. */
function written(value: string, schema: Schema): string {
  const wantsText = schema.type === 'string';
  return wantsText && /^(true|false|yes|no|on|off|y|n|null|~|[-+.\d].*|)$/i.test(value)
    ? `"${value}"`
    : value;
}

/** `- ` with the fields of an item, or with each of its values. */
function dashItems(place: Place, list: Schema): CompletionItem[] {
  const { view, cursor } = place;
  const items = itemsOf(view, list);
  if (!items || cursor.before !== '' || cursor.hasColon) return [];
  const values = items.properties ? [] : candidates(place, items);
  if (values.length > 0) {
    return values.map((value) => ({
      label: `- ${value}`,
      kind: CompletionItemKind.EnumMember,
      sortText: `0 ${value}`,
      ...plain(place, `- ${written(value, items)}`),
    }));
  }
  return [
    {
      label: '- (new item)',
      kind: CompletionItemKind.Struct,
      detail: typeLabel(view, items),
      sortText: '0',
      ...documentation(items),
      ...snippet(place, (placeholder, layout) =>
        dashed(itemLines(view, items, 'item', placeholder, layout), 0),
      ),
    },
  ];
}

function documentation(schema: Schema): Pick<CompletionItem, 'documentation'> {
  return schema.description
    ? { documentation: { kind: MarkupKind.Markdown, value: schema.description } }
    : {};
}

function plain(place: Place, newText: string): Pick<CompletionItem, 'textEdit' | 'filterText'> {
  return { filterText: newText, textEdit: { range: wordRange(place), newText } };
}

/** Lines of a starter with tab stops, indented for this place whatever the editor would do. */
function snippet(
  place: Place,
  lines: (placeholder: Placeholder, layout: Layout) => string[],
): Pick<CompletionItem, 'textEdit' | 'insertTextFormat' | 'insertTextMode'> {
  let stop = 0;
  const placeholder: Placeholder = () => `$${++stop}`;
  const layout: Layout = { dashIndent: dashIndentOf(place.document.text) };
  const made = lines(placeholder, layout);
  const indent = ' '.repeat(place.cursor.column);
  const text = made.map((line, index) => (index === 0 ? line : indent + line)).join('\n');
  // A lone key opens its value: behind it the cursor waits, after a space or in the next line.
  return {
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range: wordRange(place), newText: text },
  };
}

function wordRange({ document, position, cursor }: Place): Range {
  const line = document.startLine + position.line;
  return {
    start: { line, character: position.character - cursor.before.length },
    end: { line, character: position.character + cursor.after.length },
  };
}

/** Lists stand under their key as in the rest of the document: indented, or in the key's own column. */
function dashIndentOf(text: string): 0 | 2 {
  return /^( *)(?:- )?[\w./-]+:[ \t]*\r?\n\1- /m.test(text) ? 0 : 2;
}
