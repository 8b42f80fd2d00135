/** Completion: what may stand at the cursor, the required first. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { gvkFrom, type GroupVersionKind } from '../../../shared/gvk.ts';
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import { isBeyond } from '../../schema/kubernetesRelease.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';
import type { TypedSchema } from '../../schema/typedSchema.ts';
import type { Session } from '../../session.ts';
import { fileSchemaFor, leftAloneByPlace, namedSchemaFor, targetAt, type Seen } from '../target.ts';
import { chartCommentItems } from './chartComment.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt } from './cursorAt.ts';
import { treeWithout } from './declared.ts';
import { schemaItems } from './fields.ts';
import { identityItems } from './identity.ts';
import { byPreference } from './kindOrder.ts';
import { at } from '../../yaml/node.ts';
import type { Place } from './place.ts';
import { presented } from './presented.ts';
import { mountedHere } from '../mountedHere.ts';
import { seeText, textItems } from './textItems.ts';

export interface CompletionOptions {
  /** Leave documentation to `completionItem/resolve`: the client asks for it when it shows an item. */
  readonly isLazy?: boolean;
}

/** Items for a position of the file. */
export function completion(
  session: Session,
  file: ManifestFile,
  place: Position,
  { isLazy = false }: CompletionOptions = {},
): CompletionItem[] {
  const { lineBreak } = file;
  return itemsAt(session, file, place, isLazy).map((item) => presented(item, lineBreak));
}

function itemsAt(
  session: Session,
  file: ManifestFile,
  place: Position,
  isLazy: boolean,
): CompletionItem[] {
  if (!session.settingsOf(file).completion.enabled) return [];
  const located = file.locate(place);
  const isFile =
    (fileSchemaFor(session, file, located.document) ??
      namedSchemaFor(session, file, located.document)) !== undefined;
  if (!isFile && leftAloneByPlace(session, file)) return [];
  const comment = chartCommentItems(session, located.document, located.position);
  if (comment) return comment;
  const inText = itemsInText(session, file, place, isLazy);
  if (inText) return inText;
  const target = targetAt(session, file, place, see);
  if (!('typed' in target) && target.kind !== 'object') return [];
  if (target.isTemplate) return [];
  const { document, position, seen, objectPath, path } = target;
  const { cursor, tree } = seen;
  const release = releaseToOffer(session, file);
  const about = { session, release, document, position, cursor, objectPath, path, isLazy };
  const withTree = (typed: TypedSchema): Place => ({
    ...about,
    typed,
    get tree() {
      return tree();
    },
  });
  if (target.kind !== 'object') return schemaItems(withTree(target.typed));
  // Outside of its brackets a JSON document has no place for anything.
  if (cursor.style === 'block' && /^\s*\{/.test(document.text)) return [];
  const { typeMeta } = target;
  const identity = identityItems(session.store, { ...about, typeMeta });
  if (identity?.isAll) return identity.items;
  const gvk = gvkFrom(typeMeta.apiVersion, typeMeta.kind);
  const typed = gvk ? typedSchemaOf(session.store, file, gvk) : session.store.anyObject;
  if (!gvk && cursor.path[0] !== 'metadata') return identity?.items ?? [];
  return [...(identity?.items ?? []), ...schemaItems(withTree(typed))];
}

/** Undefined where the cursor is in no text that holds a configuration. */
function itemsInText(
  session: Session,
  file: ManifestFile,
  place: Position,
  isLazy: boolean,
): CompletionItem[] | undefined {
  const target = targetAt(session, file, place, seeText);
  if (!('document' in target) || target.isTemplate) return undefined;
  const { document, position, seen, objectPath, path } = target;
  const gvk =
    target.kind === 'object'
      ? gvkFrom(target.typeMeta.apiVersion, target.typeMeta.kind)
      : undefined;
  const typed =
    target.kind === 'object' ? gvk && session.store.schemaOf(gvk, file.uri) : target.typed;
  if (!typed) return undefined;
  const root = at(seen.tree(), objectPath);
  const mounted = mountedHere(session, target, root);
  return textItems({ document, position, typed, root, path: [...path, seen.key], isLazy, mounted });
}

/** Of a release that is newer than all that is known the newest one that is. */
function releaseToOffer(session: Session, file: ManifestFile): string {
  const { newest } = session.store.apiVersions;
  const { version } = session.releaseFor(file);
  return isBeyond(version, newest) ? newest : version;
}

interface SeenByCursor extends Seen {
  readonly cursor: Cursor;
}

function see(document: ManifestDocument, position: Position): SeenByCursor | undefined {
  if (document.isTooLong) return undefined;
  const cursor = cursorAt(document, position);
  const tree = lazily(() => treeWithout(document, position.line));
  return cursor && { cursor, path: cursor.path, tree };
}

function lazily<T>(compute: () => T): () => T {
  let done: { value: T } | undefined;
  return () => (done ??= { value: compute() }).value;
}

/** The schema of the kind, of another version of it, or of what every object has. */
function typedSchemaOf(
  store: SchemaStore,
  { uri }: ManifestFile,
  gvk: GroupVersionKind,
): TypedSchema {
  const exact = store.schemaOf(gvk, uri);
  if (exact) return exact;
  const [other] = store.kinds
    .filter(({ group, kind }) => group === gvk.group && kind === gvk.kind)
    .toSorted(byPreference);
  return (other && store.schemaOf(other, uri)) ?? store.anyObject;
}
