/** The second half of an apply that also removes what an earlier `kubectl apply` left. */
import type { PlanEntry } from '../api.ts';
import type { Outcome } from './applyOutcome.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { patient } from '../http/backOff.ts';
import type { OnWait } from '../http/backOff.ts';
import { comparable } from '../objects/cleanObject.ts';
import { markOf } from '../objects/liveMark.ts';
import type { Planner } from '../plan/planner.ts';
import { removeLeft } from './removeLeft.ts';

type Applied = Outcome & { outcome: 'applied' };

export interface AppliedDocument {
  readonly sending: Sending;
  readonly onWait?: OnWait;
}

/** The outcome of the whole, told as incomplete where the fields stay although they were to go. */
export async function withoutLeft(
  planner: Planner,
  entry: PlanEntry,
  outcome: Applied,
  { sending, onWait }: AppliedDocument,
): Promise<Applied> {
  const details = planner.details.get(entry);
  if (!entry.left?.isRemoved || !details?.left) return outcome;
  const context = { ...planner, connection: patient(planner.connection, onWait) };
  const removed = await removeLeft(context, sending, details.left);
  if (!removed.ok) {
    const text = `but ${details.left.fields.join(', ')}, left by ${details.left.by}, may still be there: ${removed.error.message}. Apply again`;
    return { ...outcome, isIncomplete: true, text };
  }
  const { object, warnings } = removed.value;
  // Applying the same plan again is compared with this, and has nothing left to remove.
  const live = { live: comparable(object), mark: markOf(object) };
  planner.details.set(entry, { ...details, ...live, left: undefined });
  const all = [...new Set([...(outcome.warnings ?? []), ...warnings])];
  return { ...outcome, change: 'changed', warnings: all };
}
