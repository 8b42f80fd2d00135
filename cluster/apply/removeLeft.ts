/**
 * Removes fields that an earlier `kubectl apply` left, after an apply that was done, as `kubectl apply --server-side` does it:
 * kubectl's entry in `metadata.managedFields` is merged into ours, and our manifest is applied once more.
 */
import type { Failure } from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import { unchangedSince } from '../objects/jsonPatch.ts';
import { leftFields } from '../objects/leftFields.ts';
import type { LeftPlan } from '../plan/planLeft.ts';
import { applyNow } from '../requests/applyRequest.ts';
import type { Sending, Sent } from '../requests/applyRequest.ts';
import { patch } from '../requests/patchRequest.ts';
import { getObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';

/** How often the object may change in between. */
export const mostTries = 5;

export async function removeLeft(
  context: ResourceContext,
  sending: Sending,
  plan: LeftPlan,
): Promise<Sent> {
  const { connection } = context;
  // A resourceVersion in the manifest was met by the apply before, and is that of the object no more.
  const again = { ...sending, unbound: true };
  for (let attempt = 1; ; attempt++) {
    const read = await getObject(context, sending.resource, sending.ref, sending.signal);
    if (!read.ok) return read;
    const object = read.value;
    const left = leftFields(object, plan.forgotten);
    // Taken over already, perhaps by the attempt before whose answer was lost.
    if (!left) return applyNow(connection, again);
    const others = left.removes.filter((place) => !plan.removes.includes(place));
    if (others.length > 0) return otherFields(others);
    const patched = await patch(connection, sending, [
      { op: 'replace', path: '/metadata/managedFields', value: left.managedFields },
      unchangedSince(object),
    ]);
    if (patched.ok) return applyNow(connection, again);
    if (patched.error.status !== 409 || attempt === mostTries) return patched;
  }
}

export function otherFields(places: readonly string[]): Failure {
  const message = `${places.slice(0, 5).join(', ')} would go as well, which the preview did not show. Apply again to see it`;
  return { ok: false, error: clusterError('conflict', message) };
}
