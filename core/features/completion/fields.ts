/** Completion from the schema of the mapping that the cursor is in: its fields, and items of lists. */
import {
  CompletionItemKind,
  CompletionItemTag,
  type CompletionItem,
} from 'vscode-languageserver-types';
import { fieldState } from '../../schema/kubernetesRelease.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import { fieldOf, itemsOf, propertyOf, schemaAt } from '../../schema/typedSchema.ts';
import {
  dashed,
  flowSkeleton,
  itemLines,
  skeletonLines,
  type Layout,
} from '../../schema/skeleton.ts';
import { typeLabel } from '../../schema/typeLabel.ts';
import { configItems } from './configItems.ts';
import { labelSuggestions } from './labels.ts';
import { offered } from './offered.ts';
import {
  documentationOf,
  plainEdit,
  snippetEdit,
  writtenKey,
  writtenValue,
  type Place,
} from './place.ts';
import { emptyStops, filledStops } from './placeholders.ts';
import { snippetText } from './snippetText.ts';
import { suggestAgain } from './suggestAgain.ts';
import { valueItems, valuesOf } from './values.ts';

/** Items for the cursor: values behind a key, else fields, and list items where a list may begin or go on. */
export function schemaItems(place: Place): CompletionItem[] {
  const { typed, cursor, path } = place;
  const schema = schemaAt(typed, path);
  const ofConfig = configItems(place);
  if (ofConfig) return withFields(place, schema ?? {}, ofConfig);
  if (!schema) return [];
  if (cursor.valueKey !== undefined) {
    const property = propertyOf(typed, schema, cursor.valueKey);
    return property ? valueItems(place, schema, property, cursor.valueKey) : [];
  }
  if (cursor.isItem && cursor.style !== 'block') {
    const values = valueItems(place, listOf(place) ?? {}, schema, '');
    return values.length > 0 || !schema.properties ? values : [flowItem(place, schema)];
  }
  const items = fieldItems(place, schema);
  if (cursor.isItem) items.push(...valueItems(place, listOf(place) ?? {}, schema, ''));
  if (cursor.style !== 'block') return items;
  if (schema.items) items.push(...dashItems(place, schema));
  if (cursor.listAbove) {
    const list = schemaAt(typed, [...path, ...cursor.listAbove.slice(-1)]);
    if (list?.items) items.push(...dashItems(place, list));
  }
  return items;
}

/** Keys of a configuration, and those of them that the schema describes by itself. */
function withFields(
  place: Place,
  schema: TypeSchema,
  ofConfig: CompletionItem[],
): CompletionItem[] {
  if (!schema.properties || place.cursor.valueKey !== undefined) return ofConfig;
  const described = fieldItems(place, schema);
  const names = new Set(described.map(({ label }) => label));
  return [...described, ...ofConfig.filter(({ label }) => !names.has(label))];
}

/** The mapping that holds the list of the cursor. */
function listOf({ typed, path }: Place): TypeSchema | undefined {
  return schemaAt(
    typed,
    path.slice(
      0,
      path.findLastIndex((step) => typeof step === 'string'),
    ),
  );
}

function fieldItems(place: Place, schema: TypeSchema): CompletionItem[] {
  const { cursor } = place;
  const order = sortOrder(schema);
  const names = Object.keys(schema.properties ?? {}).filter(
    (name) =>
      (!cursor.siblings.has(name) || name === cursor.word) && isOfRelease(place, schema, name),
  );
  const known = offered(names, cursor.word).map((name): CompletionItem => {
    const own = fieldOf(schema, name) ?? {};
    return fieldItem(place, schema, name, own, order(name));
  });
  return [...known, ...labelItems(place, schema)];
}

/** Whether a server of the release takes the field; in a custom resource its operator reads it, whatever the release. */
function isOfRelease(
  { typed: { entry }, release }: Place,
  schema: TypeSchema,
  name: string,
): boolean {
  if (entry && !entry.isKubernetes) return true;
  const field = fieldOf(schema, name);
  return !field || fieldState(field, release).is === 'served';
}

function fieldItem(
  place: Place,
  holder: TypeSchema,
  name: string,
  own: TypeSchema,
  sortText: string,
): CompletionItem {
  const { typed, cursor } = place;
  const property = typed.resolve(own);
  const isRequired = holder.required?.includes(name) ?? false;
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: `${typeLabel(typed, property)}${isRequired ? ', required' : ''}`,
    sortText,
    ...documentationOf(place, holder, property),
    ...(property.deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(cursor.hasColon
      ? plainEdit(place, writtenKey(cursor, name), name)
      : snippetEdit(place, keyLines(place, name, own), name)),
    ...(!cursor.hasColon && hasValues(property) && { command: suggestAgain }),
  };
}

function hasValues(schema: TypeSchema): boolean {
  return Boolean(schema.enum ?? schema['x-ref']) || schema.type === 'boolean';
}

/** The key and what its value starts with. A lone key opens its value: the cursor waits in it. */
function keyLines({ typed, document, cursor }: Place, name: string, own: TypeSchema): string[] {
  if (cursor.style !== 'block') {
    const value = flowSkeleton(typed, name, own, emptyStops(), cursor.style === 'json');
    return [`${snippetText(writtenKey(cursor, name))}: ${value}`];
  }
  const layout: Layout = { dashIndent: dashIndentOf(document.text), fields: 'skeleton' };
  const isFlat = skeletonLines(typed, name, own, emptyStops(), layout).length <= 2;
  return skeletonLines(
    typed,
    name,
    own,
    isFlat ? emptyStops() : filledStops('name', true).notation,
    layout,
  );
}

/** Required fields first, then those that nearly every manifest sets, what nobody writes last. */
function sortOrder(schema: TypeSchema): (name: string) => string {
  const required = new Set(schema.required);
  const common = [...(schema['x-skeleton'] ?? []), ...(schema['x-common'] ?? [])];
  return (name) => {
    const property = fieldOf(schema, name) ?? {};
    const index = common.indexOf(name);
    const place = String(index === -1 ? 99 : index).padStart(2, '0');
    if (required.has(name)) return `0 ${place} ${name}`;
    if (property['x-read-only'] || property.deprecated || name === 'status') return `3 ${name}`;
    return index === -1 ? `2 ${name}` : `1 ${place} ${name}`;
  };
}

/** Keys of a free mapping that are known from elsewhere: labels. */
function labelItems(place: Place, schema: TypeSchema): CompletionItem[] {
  const { cursor } = place;
  if (typeof schema.additionalProperties !== 'object') return [];
  return [...labelSuggestions(place)]
    .filter(([key]) => !cursor.siblings.has(key) || key === cursor.word)
    .map(([key, values], index): CompletionItem => {
      const written = writtenKey(cursor, key);
      const [only] = values.length === 1 ? values : [];
      const value = only === undefined ? '' : writtenValue({ ...cursor, quote: '' }, only, text);
      return {
        label: key,
        kind: CompletionItemKind.Property,
        ...(only !== undefined && { detail: only }),
        sortText: `4 ${String(index).padStart(3, '0')}`,
        ...plainEdit(place, cursor.hasColon ? written : `${written}: ${value}`, key),
      };
    });
}

const text: TypeSchema = { type: 'string' };

/** `- ` with the fields of an item, or with each of its values. */
function dashItems(place: Place, list: TypeSchema): CompletionItem[] {
  const { typed, cursor } = place;
  const items = itemsOf(typed, list);
  if (!items || cursor.word !== '' || cursor.quote !== '' || cursor.hasColon) return [];
  const values = items.properties ? [] : valuesOf(place, {}, '', items);
  if (values.length > 0) {
    return values.map((value, index) => ({
      label: `- ${value}`,
      kind: CompletionItemKind.EnumMember,
      sortText: `0 ${String(index).padStart(3, '0')}`,
      ...plainEdit(place, `- ${writtenValue(cursor, value, items)}`, `- ${value}`),
    }));
  }
  const layout: Layout = { dashIndent: dashIndentOf(place.document.text), fields: 'skeleton' };
  const lines = itemLines(typed, items, 'item', emptyStops(), layout);
  return [
    {
      label: '- (new item)',
      kind: CompletionItemKind.Struct,
      detail: typeLabel(typed, items),
      sortText: '0',
      ...snippetEdit(place, dashed(lines, 0), '- (new item)'),
    },
  ];
}

/** A mapping between the brackets of a list. */
function flowItem(place: Place, schema: TypeSchema): CompletionItem {
  const { typed, cursor } = place;
  const line = flowSkeleton(typed, 'item', schema, emptyStops(), cursor.style === 'json');
  return {
    label: '{ } (new item)',
    kind: CompletionItemKind.Struct,
    detail: typeLabel(typed, schema),
    sortText: '0',
    ...snippetEdit(place, [line], '{ } (new item)'),
  };
}

/** Lists stand under their key as in the rest of the document: indented, or in the key's own column. */
function dashIndentOf(source: string): 0 | 2 {
  return /^( *)(?:- )?[\w./-]+:[ \t]*\r?\n\1- /m.test(source) ? 0 : 2;
}
