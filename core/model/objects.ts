import type { GroupVersionKind } from '../../shared/gvk.ts';
import { at, get, text, type Node, type Path } from '../yaml/node.ts';
import { gvkOf, isListKind, typeMetaOf } from './typeMeta.ts';

/** An object of Kubernetes in a document: the document itself, or an item of a `List`. */
export interface ManifestObject {
  /** Undefined for an item of a `List` that does not say what it is. */
  readonly gvk: GroupVersionKind | undefined;
  /** Its position among the objects of the document. */
  readonly index: number;
  /** From the root of the document to the object. */
  readonly path: Path;
  readonly node: Node;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** What an object says of itself to be: known of a document once it was read, also without its tree. */
export type ObjectIdentity = Pick<ManifestObject, 'gvk' | 'name' | 'namespace'>;

/** The objects under the root of a document that says of itself to be of a kind: the one place that unfolds a `List`. */
export function objectsUnder(root: Node, gvk: GroupVersionKind): readonly ManifestObject[] {
  if (!isListKind(gvk.kind)) return [objectAt(root, gvk, 0, [])];
  const list = get(root, 'items');
  if (list?.type !== 'seq') return [];
  return list.items.map((item, index) =>
    objectAt(item, gvkOf(item) ?? kindOfList(item, gvk), index, ['items', index]),
  );
}

/** The items of a `ConfigMapList` need not say that they are ConfigMaps; `List` alone says nothing about its items. */
function kindOfList(item: Node, list: GroupVersionKind): GroupVersionKind | undefined {
  const { apiVersion, kind } = typeMetaOf(item);
  if (list.kind === 'List' || item.type !== 'map' || apiVersion || kind) return undefined;
  return { ...list, kind: list.kind.slice(0, -'List'.length) };
}

/** Path of the object that holds a place: an item of a `List`, else the document. */
export function objectPathOf(gvk: GroupVersionKind | undefined, path: Path): Path {
  const [first, index] = path;
  return isListKind(gvk?.kind) && first === 'items' && typeof index === 'number'
    ? [first, index]
    : [];
}

function objectAt(
  node: Node,
  gvk: GroupVersionKind | undefined,
  index: number,
  path: Path,
): ManifestObject {
  const name = text(at(node, ['metadata', 'name']));
  const namespace = text(at(node, ['metadata', 'namespace']));
  return { gvk, index, path, node, name, namespace };
}
