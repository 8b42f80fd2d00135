/**
 * Sends one document and does not rest until it is known what became of it. An answer that was lost is looked for in the
 * object; where that shows nothing, the document is sent again, which for server-side apply gives the same object.
 */
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { ClusterError, PlanEntry, ResourceRef } from '../api.ts';
import { whatIs } from '../objects/whatIs.ts';
import type { Outcome } from './applyOutcome.ts';
import { applyNow } from '../requests/applyRequest.ts';
import type { Sent } from '../requests/applyRequest.ts';
import { passesByItself, pauseBefore, waitText } from '../http/backOff.ts';
import type { OnWait } from '../http/backOff.ts';
import { comparable, sameContent } from '../objects/cleanObject.ts';
import { deletionText, isGone } from '../objects/deletion.ts';
import { graceful } from './graceful.ts';
import { isOurOwn, markOf } from '../objects/liveMark.ts';
import { lookAgain } from './lookAgain.ts';
import type { Look } from './lookAgain.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import { withoutAdvice } from '../errors/serverWords.ts';
import { without } from '../values.ts';

export interface SendingEntry {
  readonly planner: Planner;
  readonly entry: PlanEntry;
  readonly ref: ResourceRef;
  readonly details: PlannedDetails;
  readonly force: boolean;
  readonly signal?: AbortSignal;
  readonly onWait?: OnWait;
  /** Another document has just waited in vain for the server: this one is sent once. */
  readonly isSentOnce?: boolean;
  /** Milliseconds for which a refusal may only come too early, before the server knows what was just made. */
  readonly earlyTime: (error: ClusterError) => number;
}

/** How often a document is sent when the server does not answer within the time limit, where nobody could stop it. */
const ROUNDS = 3;
/** After so many milliseconds without an answer a person is told what is waited for. */
const TELL_AFTER = 5000;

/** A server that cannot be reached any more is waited for this long before what it was sent is told as not known. */
const GONE_TIME = 60_000;

type Failed = Sent & { ok: false };

/** What is known once an answer was lost. */
interface Loss {
  /** Counts from 0. */
  readonly attempt: number;
  /** A request ran into the time limit, and may be done yet. */
  readonly wasOpen: boolean;
  /** When the first answer was lost. */
  readonly lostAt: number;
}

export async function sendUntilKnown(sending: SendingEntry): Promise<Outcome> {
  const { signal, onWait, earlyTime } = sending;
  const start = Date.now();
  let lost = false;
  let wasOpen = false;
  let lostAt = 0;
  let attempt = 0;
  let early = 0;
  for (;;) {
    const sent = await sendOnce(sending);
    if (sent.ok) return appliedOutcome(sending, sent.value, lost);
    if (!signal?.aborted && Date.now() - start < earlyTime(sent.error)) {
      onWait?.('waiting until the API server can use what was just made');
      await pauseUnlessAborted(Math.min(100 * 2 ** early++, 1000), signal);
      continue;
    }
    if (!lost && mayBeDone(sent)) lostAt = Date.now();
    lost ||= mayBeDone(sent);
    wasOpen ||= isOpen(sent);
    const end = lost
      ? await afterLoss(sending, sent, { attempt, wasOpen, lostAt })
      : afterFailure(sending, sent, attempt);
    if (end) return end;
    const pause = pauseBefore(attempt, sent) ?? longPause(attempt);
    onWait?.(isLongPause(attempt, sent) ? notKnownText(sending, pause) : waitText(sent));
    attempt++;
    await pauseUnlessAborted(pause, signal);
    if (signal?.aborted) return lost ? stopped(sending) : definite(sent);
  }
}

/** Nothing can have been done; undefined means that the document is sent again. */
function afterFailure(sending: SendingEntry, sent: Failed, attempt: number): Outcome | undefined {
  const { signal } = sending;
  const again = passesByItself(sent) && maySendAgain(sending, sent, attempt);
  return again && !signal?.aborted ? undefined : definite(sent);
}

function maySendAgain({ isSentOnce }: SendingEntry, sent: Failed, attempt: number): boolean {
  return !isSentOnce && pauseBefore(attempt, sent) !== undefined;
}

/** This attempt or an earlier one may have been done; undefined means that the document is sent again. */
async function afterLoss(
  sending: SendingEntry,
  sent: Failed,
  { attempt, wasOpen, lostAt }: Loss,
): Promise<Outcome | undefined> {
  const { entry, signal, onWait } = sending;
  onWait?.(`looking whether ${whatIs(entry)} was applied`);
  const look = await lookFor(sending, sent);
  if (look === 'applied') return appliedOutcome(sending, undefined, true);
  if (signal?.aborted) return stopped(sending);
  if (!entry.document.name) return unknown(sending, sent);
  const endUnlessStopped = () =>
    isWorthMore(sending, sent, lostAt) ? undefined : unknown(sending, sent);
  if (isOpen(sent)) return attempt + 1 < ROUNDS ? undefined : endUnlessStopped();
  if (!passesByItself(sent) && sent.error.code !== 'unreachable')
    return look === 'not-there' ? definite(sent) : unknown(sending, sent);
  if (maySendAgain(sending, sent, attempt)) return undefined;
  // One that ran into the time limit may be done yet, whatever became of those after it.
  return look === 'not-there' && !wasOpen ? notApplied(sent) : endUnlessStopped();
}

/** Whether to ask on, while nothing is known: for as long as somebody lets it who can stop it; a server that is gone, a while. */
function isWorthMore(
  { signal }: SendingEntry,
  { error, maybeDone }: Failed,
  lostAt: number,
): boolean {
  if (!signal) return false;
  const isReached = error.status !== undefined || maybeDone === true || error.code === 'timeout';
  return isReached || Date.now() - lostAt < GONE_TIME;
}

/** Behind the usual pauses: ever longer ones, up to half a minute. */
function longPause(attempt: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5));
}

function isLongPause(attempt: number, sent: Failed): boolean {
  return pauseBefore(attempt, sent) === undefined;
}

function notKnownText({ entry }: SendingEntry, pause: number): string {
  return `whether ${whatIs(entry)} was applied is not known yet; asking again in ${Math.round(pause / 1000)} s, or cancel to stop`;
}

async function sendOnce({
  planner,
  entry,
  ref,
  details,
  force,
  ...sending
}: SendingEntry): Promise<Sent> {
  const grace = graceful(sending.signal);
  const told = setTimeout(() => {
    sending.onWait?.(
      `waiting for the API server to apply ${whatIs(entry)}; its webhooks may take 30 s each`,
    );
  }, TELL_AFTER);
  try {
    const { document } = entry;
    const { resource, object, byCreate = false, unbound = false } = details;
    const request = {
      document,
      resource,
      object,
      byCreate,
      unbound,
      ref,
      force,
      signal: grace.signal,
    };
    return await applyNow(planner.connection, request);
  } finally {
    clearTimeout(told);
    grace.dispose();
  }
}

/** The request has perhaps been done, or will be. A webhook that cannot be asked ends it before anything is stored. */
function mayBeDone({ error, maybeDone }: Failed): boolean {
  if (error.status === 429 || error.message.includes('failed calling webhook')) return false;
  return maybeDone === true || error.code === 'server-error' || error.code === 'timeout';
}

/** The server may still be at it. */
function isOpen({ error }: Failed): boolean {
  return error.code === 'timeout' || error.code === 'cancelled';
}

/** Looks several times: soon after a failure, for as long as one more request may take after a time-out. */
async function lookFor(sending: SendingEntry, sent: Failed): Promise<Look> {
  const { planner, entry, ref, details, signal } = sending;
  if (!entry.document.name) return 'unclear'; // the name that the server made is not known
  const isStopped = signal?.aborted ?? false;
  const until = Date.now() + planner.connection.requestTimeout;
  const pauses = isStopped ? [0, 500, 1000, 2000] : isOpen(sent) ? growingPauses(until) : [0, 300];
  let look: Look = 'unclear';
  for (const pause of pauses) {
    await pauseUnlessAborted(pause, isStopped ? undefined : signal);
    const limit = AbortSignal.timeout(5000);
    look = await lookAgain(planner, entry, ref, details, limit);
    if (look === 'applied' || (!isStopped && signal?.aborted)) return look;
  }
  return look;
}

function* growingPauses(until: number): Generator<number> {
  for (let pause = 250; Date.now() < until; pause = Math.min(pause * 2, 5000)) yield pause;
}

function appliedOutcome(
  { planner, entry, ref, details }: SendingEntry,
  answer: (Sent & { ok: true })['value'] | undefined,
  lost: boolean,
): Outcome {
  if (answer && isGone(answer.object)) {
    planner.details.set(entry, without(details, ['live', 'mark', 'uid', 'left']));
    const text =
      'it was in deletion, its last finalizer went, and it is gone now. Apply again to make it anew';
    return { outcome: 'applied', change: 'changed', warnings: answer.warnings, text };
  }
  const { live, mark } = details;
  const mayBeSecond = lost || answer?.isSecond;
  const isOwn = !answer || isOurOwn(answer.object);
  const isNew = answer?.created || (live === undefined && mayBeSecond && isOwn);
  const after = answer && comparable(answer.object);
  const isSame = after
    ? live !== undefined &&
      (sameContent(live, after) || markOf(answer.object).resourceVersion === mark?.resourceVersion)
    : entry.action === 'unchanged';
  // Applying the same plan again is compared with this.
  if (answer && after)
    planner.details.set(entry, { ...details, live: after, mark: markOf(answer.object) });
  const deletion = answer && deletionText(answer.object, ref);
  const metadata = answer?.object.metadata as { name?: string } | undefined;
  return {
    outcome: 'applied',
    change: isNew ? 'created' : isSame ? 'unchanged' : 'changed',
    warnings: [...(deletion ? [deletion] : []), ...(answer?.warnings ?? [])],
    ...(!entry.document.name && metadata?.name && { name: metadata.name }),
    ...(!answer && { text: 'the answer was lost, but reading it again shows that it was applied' }),
  };
}

/** The server, or the lack of one, said clearly that nothing was done. */
function definite({ error }: Failed): Outcome {
  const isRefusal = error.status !== undefined && !passesByItself({ ok: false, error });
  if (isRefusal) return { outcome: 'refused', error };
  if (error.code === 'cancelled')
    return { outcome: 'not-sent', error, text: 'cancelled before it was sent' };
  const what = error.status === undefined ? 'not sent' : 'not applied';
  return { outcome: 'not-sent', error, text: `${what}: ${error.message}` };
}

function notApplied({ error }: Failed): Outcome {
  const text = `not applied, as reading it again shows: ${error.message}`;
  return { outcome: 'not-sent', error: { ...error, code: 'server-error' }, text };
}

function unknown({ entry }: SendingEntry, { error }: Failed): Outcome {
  const message = `Whether ${whatIs(entry)} was applied could not be found out, and it may still be: ${withoutAdvice(error.message)}. Look at the object, then apply again`;
  return { outcome: 'unknown', error: { ...error, message } };
}

function stopped({ entry }: SendingEntry): Outcome {
  const message = `You stopped before the API server had answered. Whether ${whatIs(entry)} was applied could not be found out, and it may still be. Look at the object, then apply again`;
  return { outcome: 'unknown', error: { code: 'cancelled', message, causes: [] } };
}
