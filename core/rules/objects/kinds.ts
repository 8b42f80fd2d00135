/** metadata.name and namespace: present, and in the grammar of the kind. */
import type { WalkContext } from '../../walk/visit.ts';

/** Kinds that are questions to the server: their metadata is not looked at. */
export function isNotKept({ gvk }: WalkContext): boolean {
  return /Review$|^(Binding|Eviction|TokenRequest|List)$/.test(gvk.kind);
}

export function kindKey({ gvk }: WalkContext): string {
  return gvk.group === '' ? gvk.kind : `${gvk.group}/${gvk.kind}`;
}
