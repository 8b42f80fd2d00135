/**
 * Applies a plan, what does not depend on each other side by side, and knows of every document at the end whether it is applied:
 * when an answer is lost the object is read again.
 */
import { pauseUnlessAborted } from '../http/abortable.ts';
import type {
  ApplyOptions,
  ApplyReport,
  ClusterError,
  DocumentResult,
  Plan,
  PlanEntry,
  ResourceRef,
} from '../api.ts';
import { toResult } from './applyOutcome.ts';
import { whatIs } from '../objects/whatIs.ts';
import type { Outcome } from './applyOutcome.ts';
import { withoutLeft } from './applyLeft.ts';
import { ApplyRun } from './applyRun.ts';
import { GrowingWidth } from './growingWidth.ts';
import { wavesOf } from './waves.ts';
import { passesByItself, patient } from '../http/backOff.ts';
import type { OnWait } from '../http/backOff.ts';
import { clusterError, isVerdict } from '../errors/errors.ts';
import { takeOverFirst } from './takeOverFirst.ts';
import { removeOld, withOldGone } from './makeAnew.ts';
import { planDocument, stopsEverything } from '../plan/plan.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import { sendUntilKnown } from './sendUntilKnown.ts';

export async function applyPlan(
  planner: Planner,
  plan: Plan,
  options: ApplyOptions = {},
): Promise<ApplyReport> {
  const { signal, only, force = [], onProgress, onWait } = options;
  const run = new ApplyRun(planner, plan);
  const results = new Map<number, DocumentResult>();
  const isChosen = ({ index }: PlanEntry) => !only || only.includes(index);
  let stop: { text: string; error?: ClusterError } | undefined = otherTarget(planner, plan);
  let isSentOnce = false;
  const sideBySide = new GrowingWidth();
  const send = async (entry: PlanEntry) => {
    if (!stop && signal?.aborted) stop = { text: 'cancelled before it was sent' };
    const waiting = { ...(signal && { signal }), ...(onWait && { onWait }) };
    const outcome: Outcome = stop
      ? { outcome: 'not-sent', ...stop }
      : await applyEntry(planner, entry, {
          ...{ force: force.includes(entry.index), run, isSentOnce, ...waiting },
        });
    if (outcome.outcome === 'applied') await run.add(entry, waiting);
    isSentOnce = endedInVain(outcome, isSentOnce);
    const error = outcome.outcome === 'applied' ? undefined : outcome.error;
    if (!stop && error && (stopsEverything(error) || error.code === 'timeout'))
      stop = stopAfter(entry, outcome, error);
    const result = toResult(entry, outcome);
    results.set(entry.index, result);
    onProgress?.(results.size, plan.entries.filter(isChosen).length, result);
    return outcome.outcome === 'applied';
  };
  for (const wave of wavesOf(inOrder(plan).filter(isChosen))) await sideBySide.each(wave, send);
  return {
    target: plan.target,
    results: plan.entries.map(
      (entry) =>
        results.get(entry.index) ?? toResult(entry, { outcome: 'not-sent', text: 'left out' }),
    ),
    cancelled: signal?.aborted ?? false,
  };
}

/** What is said of all documents behind one whose failure they would share. */
function stopAfter(
  entry: PlanEntry,
  { outcome }: Outcome,
  error: ClusterError,
): { text: string; error: ClusterError } {
  const isUnknown = outcome === 'unknown';
  const text = isUnknown
    ? `not sent, as the API server no longer answered after ${whatIs(entry)}`
    : `not sent: ${error.message}`;
  return { text, error: isUnknown ? { ...error, message: text } : error };
}

/** Whether the server was waited for in vain: then the next document is not waited for as well. */
function endedInVain(outcome: Outcome, before: boolean): boolean {
  if (outcome.outcome === 'applied' || outcome.outcome === 'refused') return false;
  const { error } = outcome;
  return error ? passesByItself({ ok: false, error: { ...error } }) : before;
}

function inOrder({ entries, order }: Plan): PlanEntry[] {
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  return order.flatMap((index) => byIndex.get(index) ?? []);
}

/** A plan is good for the context and server that it was made for, and for no other. */
function otherTarget(
  planner: Planner,
  plan: Plan,
): { text: string; error: ClusterError } | undefined {
  const { context, server } = planner.target;
  if (plan.target.context === context && plan.target.server === server) return undefined;
  const error = clusterError(
    'context-missing',
    `The plan was made for ${plan.target.context} (${plan.target.server}), this is ${context} (${server}). Plan again`,
  );
  return { text: error.message, error };
}

interface Applying {
  readonly force: boolean;
  readonly signal?: AbortSignal;
  readonly onWait?: OnWait;
  readonly run: ApplyRun;
  readonly isSentOnce: boolean;
}

async function applyEntry(
  planner: Planner,
  entry: PlanEntry,
  applying: Applying,
): Promise<Outcome> {
  const { action, error } = entry;
  if (action === 'not-applicable')
    return {
      outcome: 'not-sent',
      text: error?.message ?? entry.note ?? 'cannot be sent',
      ...(error && { error }),
    };
  if (action === 'refused' && error) {
    if (isVerdict(error)) return { outcome: 'refused', error };
    return { outcome: 'not-sent', error, text: `not sent: ${error.message}` };
  }
  if (action === 'conflict' && !applying.force) {
    return {
      outcome: 'not-sent',
      text: error?.message ?? 'other owners hold its fields',
      ...(error && { error }),
    };
  }
  let planned = entry;
  if (action === 'create-after' || action === 'change-after') {
    const reason = applying.run.whyNot(entry);
    if (reason) return { outcome: 'not-sent', text: reason };
    planned = await planWhenReady(planner, entry, applying);
    if (planned.error) {
      if (stopsEverything(planned.error))
        return { outcome: 'not-sent', error: planned.error, text: planned.error.message };
      if (planned.action !== 'conflict' || !applying.force)
        return { outcome: 'refused', error: planned.error };
    }
  }
  const details = planner.details.get(planned);
  if (!details || !planned.ref) {
    return { outcome: 'not-sent', text: 'not sent: it belongs to another plan. Plan again' };
  }
  if (action === 'replace') return replaceEntry(planner, planned, planned.ref, details, applying);
  return sendEntry(planner, planned, planned.ref, details, applying);
}

/** Deletes the old object, then makes the new one as any other. */
async function replaceEntry(
  planner: Planner,
  entry: PlanEntry,
  ref: ResourceRef,
  details: PlannedDetails,
  { force, run, isSentOnce, signal, onWait }: Applying,
): Promise<Outcome> {
  const waiting = { ...(signal && { signal }), ...(onWait && { onWait }) };
  const end = await removeOld({ planner, entry, ref, details, ...waiting });
  if (end) return end;
  const { resource, object } = details;
  const made = await sendUntilKnown({
    ...{ planner, entry, ref, force, details: { resource, object }, isSentOnce, ...waiting },
    earlyTime: (error) => run.earlyTime({ ...entry, error }),
  });
  return withOldGone(made);
}

/** What was just made takes a moment until the server lets others use it. */
async function planWhenReady(
  planner: Planner,
  entry: PlanEntry,
  { run, signal, onWait }: Applying,
): Promise<PlanEntry> {
  const start = Date.now();
  const asking = { ...planner, connection: patient(planner.connection, onWait) };
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    if (entry.document.apiVersion) planner.discovery.forget(entry.document.apiVersion);
    const again = await planDocument(asking, entry.document, {
      force: false,
      ...(signal && { signal }),
    });
    const isEarly = Date.now() - start < run.earlyTime(again);
    if (!isEarly || signal?.aborted) return again;
    onWait?.('waiting until the API server can use what was just made');
    await pauseUnlessAborted(pause, signal);
  }
}

async function sendEntry(
  planner: Planner,
  entry: PlanEntry,
  ref: ResourceRef,
  details: PlannedDetails,
  { force, run, isSentOnce, signal, onWait }: Applying,
): Promise<Outcome> {
  const { resource, object } = details;
  const sending = { document: entry.document, resource, object, ref, force };
  const inTheWay = entry.left?.isRemoved && details.left?.isInTheWay ? details.left : undefined;
  const context = { ...planner, connection: patient(planner.connection, onWait) };
  const ready = inTheWay ? await takeOverFirst(context, sending, details, inTheWay) : { details };
  if ('end' in ready) return ready.end;
  const outcome = await sendUntilKnown({
    ...{ planner, entry, ref, details: ready.details, force, isSentOnce },
    ...(signal && { signal }),
    ...(onWait && { onWait }),
    earlyTime: (error) => run.earlyTime({ ...entry, error }),
  });
  if (outcome.outcome !== 'applied' || inTheWay) return outcome;
  return withoutLeft(planner, entry, outcome, { sending, ...(onWait && { onWait }) });
}
