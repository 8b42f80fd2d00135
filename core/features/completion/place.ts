/** What the items of one completion request share, and how an item changes the text. */
import {
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type Range,
} from 'vscode-languageserver-types';
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import { at, type Node, type Path } from '../../yaml/node.ts';
import { doubleQuoted, quotedLike, yamlText, yamlUnread } from '../../yaml/yamlText.ts';
import { prose } from '../../markdown/markdown.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import type { TypedSchema } from '../../schema/typedSchema.ts';
import type { Session } from '../../session.ts';
import type { Cursor } from './cursor.ts';

export interface Place {
  readonly session: Session;
  readonly document: ManifestDocument;
  readonly position: Position;
  readonly cursor: Cursor;
  readonly typed: TypedSchema;
  /** The release of Kubernetes of which fields and kinds are offered, `1.29`. */
  readonly release: string;
  /** The document's values, read without the line that is being typed where that line breaks the YAML. */
  readonly tree: Node | undefined;
  /** Path of the object that `typed` describes, and from its root to the mapping of the cursor. */
  readonly objectPath: Path;
  readonly path: Path;
  /** Documentation is asked for item by item: see resolve.ts. */
  readonly isLazy: boolean;
}

/** The object that the cursor is in. */
export function objectOf({
  tree,
  objectPath,
}: Pick<Place, 'tree' | 'objectPath'>): Node | undefined {
  return at(tree, objectPath);
}

/** What an edit needs to know of its place. */
export type EditPlace = Pick<Place, 'document' | 'position' | 'cursor'>;

/** What an item needs to know of its place. */
export type ItemPlace = EditPlace & Pick<Place, 'isLazy'>;

/** Replaces the word by plain text. `label` is what the user's typing is matched with. */
export function plainEdit(place: EditPlace, newText: string, label: string): Edit {
  return {
    ...filter(place.cursor, label),
    textEdit: { range: wordRange(place), newText: place.cursor.pad + newText },
  };
}

type Edit = Pick<CompletionItem, 'textEdit' | 'filterText' | 'insertTextFormat' | 'insertTextMode'>;

/** Replaces the word by lines with tab stops, indented for this place whatever the editor would do. */
export function snippetEdit(place: EditPlace, lines: readonly string[], label: string): Edit {
  const { cursor } = place;
  const indent = ' '.repeat(cursor.column);
  const text = lines.map((line, index) => (index === 0 ? line : indent + line)).join('\n');
  return {
    ...plainEdit(place, text, label),
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
  };
}

/** An editor matches the text that is replaced, quote and all. */
function filter(cursor: Cursor, label: string): Pick<CompletionItem, 'filterText'> {
  return cursor.quote === '' ? {} : { filterText: cursor.quote + label };
}

export function wordRange({ document, position, cursor }: EditPlace): Range {
  const { line } = position;
  return document.toFile({
    start: { line, character: cursor.start },
    end: { line, character: cursor.end },
  });
}

/** A key as this place writes it: JSON has quotes, and a key in quotes keeps them where only the key is edited. */
export function writtenKey(cursor: Cursor, key: string): string {
  if (cursor.style === 'json') return doubleQuoted(key);
  if (cursor.quote !== '') return quotedLike(cursor.quote, key);
  return yamlText(key, { isFlow: cursor.style === 'flow' });
}

/** A value as this place writes it: quoted where the user began to, in JSON, and where YAML would misread it. */
export function writtenValue(cursor: Cursor, value: string, schema: TypeSchema): string {
  const types = [schema.type].flat();
  const isText = types.includes('string') || schema.enum?.some((each) => typeof each === 'string');
  const isNumber = /^-?\d+(\.\d+)?$/.test(value) && (types.includes('integer') || !isText);
  if (types[0] === 'boolean' || isNumber) return value;
  if (cursor.style === 'json') return doubleQuoted(value);
  if (cursor.quote !== '') return quotedLike(cursor.quote, value);
  const isFlow = cursor.style === 'flow';
  return isText ? yamlText(value, { isFlow }) : yamlUnread(value, { isFlow });
}

/** The description of a field; where it can be looked up later only by which definition's field it is. */
export function documentationOf(
  place: Place,
  holder: TypeSchema,
  schema: TypeSchema,
): Pick<CompletionItem, 'documentation' | 'data'> {
  if (!schema.description) return {};
  const definition = holder.provenance?.definition;
  return place.isLazy && definition !== undefined
    ? { data: definition }
    : { documentation: { kind: MarkupKind.Markdown, value: prose(schema.description) } };
}
