import type { GroupVersionKind } from '../../../shared/gvk.ts';
import { gvkOf } from '../documents/gvkOf.ts';
import type { ManifestDocument } from '../documents/manifestDocument.ts';
import { at, type Path } from '../documents/node.ts';
import { isListKind } from '../validation/validate.ts';

/** The object that a place belongs to: the document itself, or one item of a `List`. */
export interface KindAt {
  readonly gvk: GroupVersionKind;
  /** Path from the object's own root. */
  readonly path: Path;
  /** Path of the object in the document. */
  readonly objectPath: Path;
}

export function kindAt(document: ManifestDocument, path: Path): KindAt | undefined {
  const { gvk } = document;
  if (!gvk) return undefined;
  const [first, index, ...rest] = path;
  if (!isListKind(gvk) || first !== 'items' || typeof index !== 'number') {
    return { gvk, path, objectPath: [] };
  }
  const objectPath = [first, index];
  const own = gvkOf(at(document.root, objectPath));
  return own && { gvk: own, path: rest, objectPath };
}
