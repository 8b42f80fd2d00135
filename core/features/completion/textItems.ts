/** Completion inside of a text that holds the configuration of a program: `core-site.xml` in a ConfigMap, a catalog of Trino. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { configSiteAt } from '../../embedded/configSite.ts';
import { configText } from '../../embedded/configText.ts';
import type { MountedFiles } from '../../embedded/files.ts';
import { textReader } from '../../embedded/texts/index.ts';
import type { TextCursor } from '../../embedded/texts/textReader.ts';
import { textSpan } from '../../embedded/textSpan.ts';
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import { pathAt } from '../../model/pathAt.ts';
import type { TypedSchema } from '../../schema/typedSchema.ts';
import { at, type Node, type Path } from '../../yaml/node.ts';
import { keyItems, scopeOf, sectionItems, valueItems, type Scope } from './configItems.ts';
import type { Cursor } from './cursor.ts';
import { blockLines } from './lines.ts';
import type { ItemPlace } from './place.ts';

/** The text that the cursor is in: where its header stands. */
export interface SeenText {
  /** From the root of the document to the mapping that the text is in. */
  readonly path: Path;
  readonly key: string;
  readonly tree: () => Node | undefined;
}

/** Undefined where the cursor is in no block of text. */
export function seeText(document: ManifestDocument, position: Position): SeenText | undefined {
  if (document.isTooLong || document.leftOut || position.line === 0) return undefined;
  const lines = blockLines(document);
  if (!lines.has(position.line)) return undefined;
  let line = position.line - 1;
  while (line > 0 && lines.has(line)) line--;
  const end = document.offsetAt({ line, character: document.lineText(line).trimEnd().length });
  const found = pathAt(document.root, end);
  if (!found || found.isKey) return undefined;
  const { path, entry } = found;
  return { path: path.slice(0, -1), key: entry.key.source, tree: () => document.root };
}

export interface TextPlace {
  readonly document: ManifestDocument;
  readonly position: Position;
  readonly typed: TypedSchema;
  /** The object, or the values, that `typed` describes. */
  readonly root: Node | undefined;
  /** From there to the text. */
  readonly path: Path;
  readonly isLazy: boolean;
  /** Of a ConfigMap: where its files are found. */
  readonly mounted?: MountedFiles | undefined;
}

export function textItems(place: TextPlace): CompletionItem[] {
  const { document, position, typed, root, path, isLazy, mounted } = place;
  const { dictionaries } = typed;
  const site = dictionaries && configSiteAt(typed, root, path, mounted);
  const reader = textReader(site?.annotation.form);
  const node = at(root, path);
  if (!site || !reader || node?.type !== 'scalar') return [];
  const { text } = document;
  const offset = document.offsetAt(position);
  // The last line of a block may hold nothing but blanks: it is not of the text yet.
  const [start, end] = textSpan(text, node) ?? [offset, offset];
  const found = reader.cursor(text, [Math.min(start, offset), Math.max(end, offset)], offset);
  if (!found) return [];
  const config = configText(dictionaries, { ...site, node, text });
  const known = config.entries.map(({ key }) => key);
  const cursor = cursorOf(document, offset, found, known);
  const edit: ItemPlace = { document, position, cursor, isLazy };
  const { around, isQuoted = false, prefix = '' } = found;
  // Of a catalog: keys of its connector.
  const scopes = config.scopes ?? site.annotation.scope;
  const scope: Scope = { ...scopeOf(dictionaries, site), scopes, around, isQuoted };
  if (found.typed === 'section') return sectionItems(edit, scope);
  return found.typed === 'value'
    ? valueItems(edit, scope, found.key ?? '')
    : keyItems(edit, withNames(scope), prefix);
}

/** A class of JupyterHub is set as one of `c`. */
function withNames(scope: Scope): Scope {
  const isOfClasses = scope.dictionary.name === 'jupyterhub';
  return isOfClasses ? { ...scope, nameOf: (key) => `c.${key}` } : scope;
}

function cursorOf(
  document: ManifestDocument,
  offset: number,
  { span: [start, end], prefix = '' }: TextCursor,
  known: readonly string[],
): Cursor {
  const { character } = document.positionAt(start);
  const siblings = known.filter((key) => key.startsWith(prefix));
  return {
    path: [],
    isItem: false,
    word: document.text.slice(start, Math.max(start, offset)),
    quote: '',
    start: character,
    end: character + end - start,
    pad: '',
    column: character,
    hasColon: false,
    siblings: new Set(siblings.map((key) => key.slice(prefix.length))),
    style: 'block',
  };
}
