/** Deletes an object that could not be changed, so that it is made anew (`plan/planAnew.ts`). */
import { exactJson } from '../../core/yaml/exactJson.ts';
import type { ClusterError, PlanEntry, ResourceRef } from '../api.ts';
import { resourcePath } from '../discovery/discovery.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { OnWait } from '../http/backOff.ts';
import { whatIs } from '../objects/whatIs.ts';
import { tryAnew } from '../plan/planAnew.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import { getObject } from '../requests/resources.ts';
import { textAt } from '../values.ts';
import type { Outcome } from './applyOutcome.ts';

/** How long the old object may take to go, in milliseconds. */
const LONGEST = 120_000;

export interface Removing {
  readonly planner: Planner;
  readonly entry: PlanEntry;
  readonly ref: ResourceRef;
  readonly details: PlannedDetails;
  readonly signal?: AbortSignal;
  readonly onWait?: OnWait;
}

/** Deletes the old object and waits until it is gone; an outcome means that the new one cannot be made. */
export async function removeOld(removing: Removing): Promise<Outcome | undefined> {
  const { planner, entry, ref, details, signal, onWait } = removing;
  const { resource, object, uid } = details;
  const what = whatIs(entry);
  const { document } = entry;
  // What has come up since the plan is found before anything is deleted.
  if (
    !uid ||
    !(await tryAnew(planner.connection, { document, resource, ref, object, force: false }))
  )
    return notSent(`${what} is as it was: the new one would be refused now. Plan again`);
  onWait?.(`deleting ${what}`);
  const answer = await planner.connection.request({
    method: 'DELETE',
    path: resourcePath(resource, ref.namespace, ref.name),
    body: exactJson({
      ...{ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' },
      preconditions: { uid },
    }),
    ...{ verb: 'delete', resource: resource.resource, kind: resource.kind, name: ref.name },
    ...(ref.namespace && { namespace: ref.namespace }),
    repeatable: false,
  });
  const isSettled = answer.ok || answer.error.code === 'not-found' || answer.maybeDone;
  if (!isSettled) {
    if (answer.error.status === undefined) return notSent(answer.error.message, answer.error);
    return { outcome: 'refused', error: answer.error };
  }
  return untilGone(removing, uid, signal);
}

async function untilGone(
  { planner, entry, ref, details, onWait }: Removing,
  uid: string,
  signal: AbortSignal | undefined,
): Promise<Outcome | undefined> {
  const what = whatIs(entry);
  const until = Date.now() + LONGEST;
  for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
    const read = await getObject(planner, details.resource, ref);
    if (!read.ok && read.error.code === 'not-found') return undefined;
    if (read.ok && textAt(read.value, 'metadata', 'uid') !== uid)
      return notSent(`${what} was deleted, and somebody else has made it anew. Plan again`);
    if (signal?.aborted || Date.now() > until) {
      const isGoing = read.ok && textAt(read.value, 'metadata', 'deletionTimestamp');
      return notSent(
        isGoing
          ? `${what} was deleted and is not gone yet; nothing was made in its place. Apply again once it is gone`
          : `Whether ${what} is deleted could not be found out; nothing was made in its place. Look at it, then apply again`,
      );
    }
    onWait?.(`waiting until ${what} is gone`);
    await pauseUnlessAborted(pause, signal);
  }
}

/** What became of the new object, said together with the end of the old one. */
export function withOldGone(outcome: Outcome): Outcome {
  if (outcome.outcome === 'applied')
    return { ...outcome, change: 'created', text: 'the old one was deleted before' };
  if (outcome.outcome === 'not-sent')
    return { ...outcome, text: `the old one is deleted, and no new one was made: ${outcome.text}` };
  const message = `${outcome.error.message}. The old one is deleted`;
  return { ...outcome, error: { ...outcome.error, message } };
}

function notSent(text: string, error?: ClusterError): Outcome {
  return { outcome: 'not-sent', text, ...(error && { error }) };
}
