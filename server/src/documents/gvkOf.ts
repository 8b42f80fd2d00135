import { parseApiVersion, type GroupVersionKind } from '../../../shared/gvk.ts';
import { get, text, type Node } from './node.ts';

/** Group, version and kind that an object says of itself; undefined until it says both in a form that Kubernetes reads. */
export function gvkOf(object: Node | undefined): GroupVersionKind | undefined {
  const groupVersion = parseApiVersion(text(get(object, 'apiVersion')) ?? '');
  const kind = text(get(object, 'kind'));
  return groupVersion && kind ? { ...groupVersion, kind } : undefined;
}
