/** The live object and the dry run against it, of one and the same moment: only then do they tell what an apply changes. */
import type { ClusterError, Result } from '../api.ts';
import { dryRun } from '../requests/applyRequest.ts';
import type { Sending, Sent } from '../requests/applyRequest.ts';
import { comparable, sameContent } from '../objects/cleanObject.ts';
import { getObject } from '../requests/resources.ts';
import type { Planner } from './planner.ts';
import { textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface LiveAndDryRun {
  /** Absent where the server makes the name, and for an object that the dry run alone shows to be new. */
  readonly read: Result<JsonObject> | undefined;
  readonly tried: Sent;
}

/** How often both are asked for at most, when the object keeps changing in between. */
const MOST_TURNS = 4;

export async function readAndTry(planner: Planner, sending: Sending): Promise<LiveAndDryRun> {
  const { document, resource, ref, signal } = sending;
  const { guess } = planner;
  const tryIt = () => tryTwice(planner, sending);
  for (let turn = 1; ; turn++) {
    // Where the object before was new, this one may be as well: then there is nothing to read, and half of the requests.
    const early = guess?.isNew ? await tryIt() : undefined;
    if (early?.ok && early.value.created) return { read: undefined, tried: early };
    const [read, tried] = await Promise.all([
      document.name ? getObject(planner, resource, ref, signal) : undefined,
      early ?? tryIt(),
    ]);
    if (guess) guess.isNew = tried.ok && tried.value.created;
    if (turn === MOST_TURNS || isOneMoment(read, tried)) return { read, tried };
  }
}

/** Once more where no answer came: the time-out has closed a connection that may have been dead. Not where that was in vain before. */
async function tryTwice({ connection, guess }: Planner, sending: Sending): Promise<Sent> {
  const tried = await dryRun(connection, sending);
  if (!isTimeout(tried) || !guess || guess.isSilent || sending.signal?.aborted) return tried;
  const again = await dryRun(connection, sending);
  guess.isSilent = isTimeout(again);
  return again;
}

function isTimeout(tried: Sent): boolean {
  return !tried.ok && tried.error.code === 'timeout';
}

function isOneMoment(read: Result<JsonObject> | undefined, tried: Sent): boolean {
  if (!read || !tried.ok) return true;
  const { object, created } = tried.value;
  if (!read.ok) return read.error.code !== 'not-found' || created;
  if (created) return false;
  const version = (value: JsonObject) => textAt(value, 'metadata', 'resourceVersion');
  return (
    version(read.value) === version(object) ||
    sameContent(comparable(read.value), comparable(object))
  );
}

/** The live object may be there but was not seen: what an apply would change cannot be told. */
export function whyUnread(read: Result<JsonObject> | undefined): ClusterError | undefined {
  if (!read || read.ok) return undefined;
  return ['not-found', 'forbidden'].includes(read.error.code) ? undefined : read.error;
}
