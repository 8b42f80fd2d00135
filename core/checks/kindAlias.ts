/** Kinds that are written as on a command line: `PVC`, `pods`, `deployment`. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { KindEntry } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';

/** The kind that is meant: of the same version, the same group, else of Kubernetes itself; undefined where several may be. */
export function kindMeantBy(gvk: GroupVersionKind, store: SchemaStore): KindEntry | undefined {
  const typed = gvk.kind.toLowerCase();
  const named = store.kinds.filter(
    ({ kind, plural, shortNames = [], until }) =>
      !until && (kind.toLowerCase() === typed || plural === typed || shortNames.includes(typed)),
  );
  const sameGroup = named.filter(({ group }) => group === gvk.group);
  const sameVersion = sameGroup.filter(({ version }) => version === gvk.version);
  const builtIn = named.filter(({ isKubernetes }) => isKubernetes);
  // A group with a dot may be that of an operator whose kinds are not known here.
  const others = gvk.group.includes('.') ? [] : builtIn;
  const likely = [sameVersion, sameGroup, others].find((kinds) => kinds.length > 0) ?? [];
  const kinds = new Set(likely.map(({ group, kind }) => `${group}/${kind}`));
  return kinds.size === 1 ? likely[0] : undefined;
}
