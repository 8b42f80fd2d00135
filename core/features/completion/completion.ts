/** Completion: what may stand at the cursor, the required first. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { gvkFrom, type GroupVersionKind } from '../../../shared/gvk.ts';
import { isTemplate } from '../../model/isTemplate.ts';
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import { at, get, text, type Node, type Path } from '../../yaml/node.ts';
import type { SchemaStore } from '../../schema/schemaStore.ts';
import type { SchemaView } from '../../schema/schemaView.ts';
import type { Session } from '../../session.ts';
import { isListKind } from '../../findings/validate.ts';
import type { ResolvedInline } from '../../helm/valuesFiles.ts';
import { placeAt } from '../subjectAt.ts';
import { chartCommentItems } from './chartComment.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt } from './cursorAt.ts';
import { treeWithout } from './declared.ts';
import { schemaItems } from './fields.ts';
import { identityItems, type Identity } from './identity.ts';
import { byPreference } from './kindOrder.ts';
import { presented } from './presented.ts';

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
  const role = session.surroundings.roleOf(file.path);
  if (!session.settings.completion.enabled || role === 'template' || role === 'other') return [];
  const located = file.locate(place);
  if (located.document.isTooLong) return [];
  const { document, position } = placeAt(session, file, located.document, located.position);
  const comment = chartCommentItems(session, document, position);
  if (comment) return comment;
  const chart = session.values.chartOf(file, document);
  if (!chart && isTemplate(document)) return [];
  const cursor = cursorAt(document, position);
  if (!cursor) return [];
  const tree = lazily(() => {
    session.touch(document);
    return treeWithout(document, position.line);
  });
  const inline = chart ? undefined : inlineAt(session, file, document, cursor);
  const values = chart ?? inline?.view;
  if (values) {
    const objectPath = inline?.path ?? [];
    return schemaItems({
      ...{ session, document, position, cursor, view: values, objectPath, isLazy },
      get tree() {
        return tree();
      },
      path: cursor.path.slice(objectPath.length),
    });
  }
  // Outside of its brackets a JSON document has no place for anything.
  if (cursor.style === 'block' && /^\s*\{/.test(document.text)) return [];
  const { objectPath, head } = objectAt(document, cursor, tree);
  const identity = identityItems(session.store, { document, position, cursor, objectPath, head });
  if (identity?.isAll) return identity.items;
  const gvk = gvkFrom(head.apiVersion, head.kind);
  const view = gvk ? viewOf(session.store, gvk) : session.store.anyObject;
  if (!gvk && cursor.path[0] !== 'metadata') return identity?.items ?? [];
  const items = schemaItems({
    session,
    document,
    position,
    cursor,
    view,
    get tree() {
      return tree();
    },
    objectPath,
    path: cursor.path.slice(objectPath.length),
    isLazy,
  });
  return [...(identity?.items ?? []), ...items];
}

/** Values in a manifest that the cursor's mapping belongs to. */
function inlineAt(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  { path }: Cursor,
): ResolvedInline | undefined {
  return session.values
    .inlineOf(file, document)
    .find((inline) => !inline.textSpan && inline.path.every((step, at) => step === path[at]));
}

function lazily<T>(compute: () => T): () => T {
  let done: { value: T } | undefined;
  return () => (done ??= { value: compute() }).value;
}

/** The object that the cursor is in: the document, or an item of a `List`. */
function objectAt(
  document: ManifestDocument,
  cursor: Cursor,
  tree: () => Node | undefined,
): { objectPath: Path; head: Identity } {
  const [first, index] = cursor.path;
  const { gvk } = document;
  if (gvk && isListKind(gvk) && first === 'items' && typeof index === 'number') {
    const item = at(tree(), [first, index]);
    const apiVersion = text(get(item, 'apiVersion'));
    const kind = text(get(item, 'kind'));
    return { objectPath: [first, index], head: { apiVersion, kind } };
  }
  const { apiVersion, kind } = document.head;
  if (apiVersion ?? kind) {
    return { objectPath: [], head: { apiVersion: apiVersion?.value, kind: kind?.value } };
  }
  return { objectPath: [], head: indentedHead(document) };
}

/** The head of a manifest that is indented as a whole, as pasted text often is. */
function indentedHead({ text: source }: ManifestDocument): Identity {
  const first = source
    .slice(0, 10_000)
    .split('\n')
    .find((line) => !/^(?:---|[ \t]*(?:#|\r?$))/.test(line));
  const indent = /^ +/.exec(first ?? '')?.[0];
  if (indent === undefined) return { apiVersion: undefined, kind: undefined };
  const field = (name: string): string | undefined =>
    new RegExp(`^${indent}${name}:[ \\t]+["']?([^\\s"'#]+)`, 'm').exec(source)?.[1];
  return { apiVersion: field('apiVersion'), kind: field('kind') };
}

/** The schema of the kind, of another version of it, or of what every object has. */
function viewOf(store: SchemaStore, gvk: GroupVersionKind): SchemaView {
  const exact = store.schemaOf(gvk);
  if (exact) return exact;
  const [other] = store.kinds
    .filter(({ group, kind }) => group === gvk.group && kind === gvk.kind)
    .toSorted(byPreference);
  return (other && store.schemaOf(other)) ?? store.anyObject;
}
