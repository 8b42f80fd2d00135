/** The first half of an apply whose manifest is invalid beside what an earlier `kubectl apply` left (`plan/inTheWay.ts`). */
import type { ClusterError } from '../api.ts';
import { unchangedSince } from '../objects/jsonPatch.ts';
import { markOf } from '../objects/liveMark.ts';
import { fieldText } from '../objects/managedFields.ts';
import { withoutLeft } from '../plan/inTheWay.ts';
import type { PlannedDetails } from '../plan/planner.ts';
import type { LeftPlan } from '../plan/planLeft.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { patch } from '../requests/patchRequest.ts';
import { getObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { JsonObject } from '../values.ts';
import type { Outcome } from './applyOutcome.ts';
import { mostTries, otherFields } from './removeLeft.ts';

/** Makes what was left ours, so that sending the manifest removes it. The details to send with, or why it is not sent. */
export async function takeOverFirst(
  context: ResourceContext,
  sending: Sending,
  details: PlannedDetails,
  plan: LeftPlan,
): Promise<{ readonly details: PlannedDetails } | { readonly end: Outcome }> {
  for (let attempt = 1; ; attempt++) {
    const read = await getObject(context, sending.resource, sending.ref, sending.signal);
    if (!read.ok) return notSent(read.error);
    const left = withoutLeft(read.value, sending.object);
    // Taken over already, perhaps by an attempt whose answer was lost.
    if (!left) return { details: sendingOf(details, read.value) };
    const others = left.gone.map(fieldText).filter((place) => !plan.removes.includes(place));
    if (others.length > 0) return notSent(otherFields(others).error);
    const patched = await patch(context.connection, sending, [
      { op: 'replace', path: '/metadata/managedFields', value: left.managedFields },
      unchangedSince(read.value),
    ]);
    if (patched.ok) return { details: sendingOf(details, patched.value) };
    if (patched.error.status !== 409 || attempt === mostTries) return notSent(patched.error);
  }
}

/** What is known of the object now counts, and a `resourceVersion` in the manifest is that of the object no more. */
function sendingOf(details: PlannedDetails, object: JsonObject): PlannedDetails {
  return { ...details, mark: markOf(object), unbound: true, left: undefined };
}

function notSent(error: ClusterError): { readonly end: Outcome } {
  return { end: { outcome: 'not-sent', error, text: `not sent: ${error.message}` } };
}
