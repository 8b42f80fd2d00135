/** What a place in a file belongs to: a manifest, an item of a `List`, a file of Helm values, or values in a manifest. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import { gvkOf } from '../model/gvkOf.ts';
import type { ManifestDocument, Position } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { at, type Path } from '../yaml/node.ts';
import type { SchemaView } from '../schema/schemaView.ts';
import type { Session } from '../session.ts';
import { isListKind } from '../findings/validate.ts';

export interface Subject {
  /** Undefined for a kind that has no schema. */
  readonly view: SchemaView | undefined;
  /** Undefined for values. */
  readonly gvk?: GroupVersionKind;
  /** Path from the subject's own root. */
  readonly path: Path;
  /** Path of the subject in its document. */
  readonly objectPath: Path;
}

/** The document to read at a position, and the position in it: values that a manifest holds as text are a document of their own. */
export function placeAt(
  session: Session,
  file: ManifestFile,
  host: ManifestDocument,
  position: Position,
): { readonly document: ManifestDocument; readonly position: Position } {
  const offset = host.offsetAt(position);
  const inline = session.values
    .inlineOf(file, host)
    .find(({ textSpan: [from, to] = [0, -1] }) => from < offset && offset <= to);
  const text = inline?.text;
  // In the line of the block's header it is the manifest that is read.
  if (!text || offset < text.offset) return { document: host, position };
  return {
    document: text.document,
    position: { ...position, line: position.line - text.line },
  };
}

/** Undefined where a document does not say what it is. */
export function subjectAt(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  path: Path,
): Subject | undefined {
  const chart = session.values.chartOf(file, document);
  if (chart) return { view: chart, path, objectPath: [] };
  const inline = session.values
    .inlineOf(file, document)
    .find((each) => !each.textSpan && isBelow(path, each.path));
  if (inline) {
    return { view: inline.view, path: path.slice(inline.path.length), objectPath: inline.path };
  }
  const { gvk } = document;
  if (!gvk) return undefined;
  const [first, index, ...rest] = path;
  if (!isListKind(gvk) || first !== 'items' || typeof index !== 'number') {
    return { view: session.store.schemaOf(gvk), gvk, path, objectPath: [] };
  }
  const objectPath = [first, index];
  const own = gvkOf(at(document.root, objectPath));
  return own && { view: session.store.schemaOf(own), gvk: own, path: rest, objectPath };
}

/** Deeper than the values' own key. */
function isBelow(path: Path, other: Path): boolean {
  return path.length > other.length && other.every((step, index) => path[index] === step);
}
