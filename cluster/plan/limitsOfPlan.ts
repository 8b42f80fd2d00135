/**
 * Limits that a plan itself brings into a namespace, a LimitRange or a ResourceQuota. They go first, so that they hold for
 * what comes behind them, and the dry run was made without them.
 */
import type { PlanEntry } from '../api.ts';
import { whatIs } from '../objects/whatIs.ts';

const limitKinds: readonly string[] = ['LimitRange', 'ResourceQuota'];
/** What they hold for when it is made. Pods of a Deployment are made later, and by others. */
const limitedKinds: readonly string[] = ['Pod', 'PersistentVolumeClaim'];

/** By the index of an entry: what is to be said beside it. */
export function notesOfLimits(entries: readonly PlanEntry[]): ReadonlyMap<number, string> {
  const limits = entries.filter(
    (entry) => isCore(entry, limitKinds) && (isNew(entry) || entry.action.startsWith('change')),
  );
  const notes = new Map<number, string>();
  for (const entry of entries) {
    if (!isCore(entry, limitedKinds) || !isNew(entry)) continue;
    const own = limits.filter(({ ref }) => ref?.namespace === entry.ref?.namespace);
    if (own.length === 0) continue;
    const names = own.map(whatIs).join(' and ');
    const are = own.length === 1 ? 'goes first and holds' : 'go first and hold';
    notes.set(
      entry.index,
      `${names} of this plan ${are} for it: the dry run does not know ${own.length === 1 ? 'it' : 'them'} yet, and the API server may refuse or change it then`,
    );
  }
  return notes;
}

function isCore({ ref }: PlanEntry, kinds: readonly string[]): boolean {
  return ref?.apiVersion === 'v1' && kinds.includes(ref.kind);
}

function isNew({ action }: PlanEntry): boolean {
  return action === 'create' || action === 'create-after';
}
