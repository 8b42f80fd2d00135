/**
 * Objects that can only be changed by deleting them and making them anew. Offered for kinds whose loss is small, for objects
 * that belong to nobody else and hold nothing back, and only if the API server would take the new one.
 */
import { exactJson } from '../../core/yaml/exactJson.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { ClusterError, PlanEntry, ResourceRef } from '../api.ts';
import { whatIs } from './applyOutcome.ts';
import type { Outcome } from './applyOutcome.ts';
import { dryRun } from './applyRequest.ts';
import type { Sending } from './applyRequest.ts';
import type { OnWait } from '../http/backOff.ts';
import { comparable, diffTexts } from '../plan/cleanObject.ts';
import { resourcePath } from '../discovery/discovery.ts';
import { isFixed } from '../plan/immutableFields.ts';
import type { ClusterConnection } from '../kubeCluster.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import { getObject } from '../resources.ts';
import { isObject, listAt, numberAt, objectAt, parseObject, textAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

interface Refused {
  readonly error: ClusterError;
  /** The object as it is. */
  readonly current: JsonObject | undefined;
  /** It was chosen to be made anew. */
  readonly isWanted: boolean;
}

/** A refused change as one that can be made anew, or as it is planned once that is wanted; undefined where it is not offered. */
export async function refusedOrAnew(
  connection: ClusterConnection,
  sending: Sending,
  { error, current, isWanted }: Refused,
): Promise<
  Pick<PlanEntry, 'action' | 'before' | 'after' | 'note' | 'error' | 'replaceable'> | undefined
> {
  const lost = current && isFixed(error) ? lossText(current) : undefined;
  if (!current || !lost || !sending.document.name) return undefined;
  const after = await tryAnew(connection, sending);
  if (!after) return undefined;
  if (!isWanted) return { action: 'refused', error, replaceable: { lost } };
  const texts = diffTexts(comparable(current), comparable(after));
  return { action: 'replace', ...texts, note: `The object is deleted and made anew: ${lost}` };
}

function lossText(live: JsonObject): string | undefined {
  const metadata = objectAt(live, 'metadata');
  const isHeld =
    listAt(metadata, 'ownerReferences').length > 0 ||
    listAt(metadata, 'finalizers').length > 0 ||
    metadata.deletionTimestamp !== undefined;
  if (isHeld) return undefined;
  switch (`${String(live.apiVersion)}/${String(live.kind)}`) {
    case 'batch/v1/Job': {
      const active = numberAt(live, 'status', 'active') ?? 0;
      const running = active > 0 ? `; Pods that still run are ended (${active})` : '';
      return `its status and its Pods with their logs are lost${running}`;
    }
    case 'v1/Pod':
      return 'its logs, and all that it wrote to its own file system and to emptyDir volumes, are lost';
    case 'v1/ConfigMap':
      return 'its present data is lost, and Pods that start at that moment wait for it';
    default:
      return undefined;
  }
}

/** The new object as the server would store it, under a name of its own for the trial; undefined where it is refused. */
async function tryAnew(
  connection: ClusterConnection,
  sending: Sending,
): Promise<JsonObject | undefined> {
  const { object, ref, document } = sending;
  if (!isObject(object)) return undefined;
  const metadata = without(objectAt(object, 'metadata'), ['name']);
  const trial = { ...object, metadata: { ...metadata, generateName: 'trial-' } };
  const tried = await dryRun(connection, {
    ...sending,
    document: { ...without(document, ['name']), text: exactJson(trial) },
    object: trial,
  });
  if (!tried.ok) return undefined;
  const made = textAt(tried.value.object, 'metadata', 'name');
  if (!made) return undefined;
  const renamed = parseObject(exactJson(tried.value.object).replaceAll(made, ref.name));
  if (!isObject(renamed)) return undefined;
  const own = without(objectAt(renamed, 'metadata'), ['generateName']);
  return { ...renamed, metadata: own };
}

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
