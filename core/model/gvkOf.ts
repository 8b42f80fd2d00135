import { gvkFrom, type GroupVersionKind } from '../../shared/gvk.ts';
import { get, text, type Node } from '../yaml/node.ts';

/** Group, version and kind that an object says of itself; undefined until it says both in a form that Kubernetes reads. */
export function gvkOf(object: Node | undefined): GroupVersionKind | undefined {
  return gvkFrom(text(get(object, 'apiVersion')), text(get(object, 'kind')));
}
