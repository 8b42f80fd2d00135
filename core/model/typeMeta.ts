import { gvkFrom, type GroupVersionKind } from '../../shared/gvk.ts';
import { get, text, type Node } from '../yaml/node.ts';

/** What an object says that it is, as far as it is typed. */
export interface TypeMeta {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

export function typeMetaOf(object: Node | undefined): TypeMeta {
  return { apiVersion: text(get(object, 'apiVersion')), kind: text(get(object, 'kind')) };
}

/** Group, version and kind that an object says of itself; undefined until it says both in a form that Kubernetes reads. */
export function gvkOf(object: Node | undefined): GroupVersionKind | undefined {
  const { apiVersion, kind } = typeMetaOf(object);
  return gvkFrom(apiVersion, kind);
}

/** `List` and its typed forms (`ConfigMapList`): their `items` are whole objects. */
export function isListKind(kind: string | undefined): boolean {
  return kind?.endsWith('List') === true;
}
