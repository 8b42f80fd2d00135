/** Which documents of a plan are sent side by side: neighbours in its order that are alike and have nothing to do with each other. */
import type { PlanEntry } from '../api.ts';

/** The entries in their order, cut where one has to wait for what goes before it. */
export function wavesOf(entries: readonly PlanEntry[]): PlanEntry[][] {
  const waves: PlanEntry[][] = [];
  let wave: PlanEntry[] = [];
  for (const entry of entries) {
    if (!mayJoin(entry, wave)) {
      wave = [];
      waves.push(wave);
    }
    wave.push(entry);
  }
  return waves;
}

/** Of one kind: what another kind does on the server is not known, and kinds have their order for it. */
function mayJoin(entry: PlanEntry, wave: readonly PlanEntry[]): boolean {
  const [first] = wave;
  if (!first || !isPlain(entry) || !isPlain(first)) return false;
  if (entry.ref?.kind !== first.ref?.kind || entry.ref?.apiVersion !== first.ref?.apiVersion)
    return false;
  return !wave.some(({ index }) => entry.refersTo?.includes(index));
}

const plainActions: readonly PlanEntry['action'][] = ['create', 'change', 'unchanged'];

/** Sent by one request, and waits for nothing that this plan makes. */
function isPlain({ action, needs = [], left }: PlanEntry): boolean {
  return plainActions.includes(action) && needs.length === 0 && !left?.isRemoved;
}
