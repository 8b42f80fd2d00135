/** The kind that a patch with a target is judged by: kustomize takes the target's, whatever the patch says that it is. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { PatchTarget } from '../kustomize/patchTarget.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';

/** Undefined where that is not certain: then nothing is said of its fields. `own`: what the patch says. */
export function patchedKind(
  store: SchemaStore,
  target: PatchTarget,
  own: GroupVersionKind | undefined,
): GroupVersionKind | undefined {
  const known = own && store.find(own) ? own : undefined;
  const { kind, group, version } = target;
  const isExact = kind !== undefined && /^\w+$/.test(kind);
  if (!isExact || known?.kind === kind) return known;
  const ofKind = store.kinds.filter(
    (entry) =>
      entry.kind === kind &&
      (group === undefined || entry.group === group) &&
      (version === undefined || entry.version === version),
  );
  const [first, ...others] = ofKind;
  return first && others.length === 0 ? first : undefined;
}
