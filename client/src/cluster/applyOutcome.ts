/** What became of one document, settled where its answer was lost, and the line that reports it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterError, DocumentResult, PlanEntry } from './api.ts';
import type { Sent } from './applyRequest.ts';
import { planDocument, stopsEverything } from './plan.ts';
import type { Planner } from './plan.ts';

export type Outcome =
  | {
      outcome: 'applied';
      change: 'created' | 'changed' | 'unchanged';
      warnings?: readonly string[];
      name?: string;
      text?: string;
    }
  | { outcome: 'refused'; error: ClusterError }
  | { outcome: 'not-sent'; error?: ClusterError; text: string }
  | { outcome: 'unknown'; error: ClusterError };

/** After a request that failed. */
export async function lostOrRefused(
  planner: Planner,
  entry: PlanEntry,
  sent: Sent & { ok: false },
): Promise<Outcome> {
  const { error } = sent;
  const serverFailed = error.code === 'server-error' || error.code === 'timeout';
  if (!sent.maybeDone && !serverFailed) {
    if (error.status === undefined)
      return { outcome: 'not-sent', error, text: `not sent: ${error.message}` };
    return { outcome: 'refused', error };
  }
  return settle(planner, entry, error);
}

/** The request may or may not have been done: the object itself tells. */
async function settle(planner: Planner, entry: PlanEntry, error: ClusterError): Promise<Outcome> {
  const unknown: Outcome = {
    outcome: 'unknown',
    error: {
      ...error,
      message: `${error.message}. Whether it was applied could not be found out; look at the object, then apply again`,
    },
  };
  if (!entry.document.name) return unknown; // the name that the server made is not known
  for (const pause of [0, 300, 700, 1500]) {
    await delay(pause);
    const now = await planDocument(planner, entry.document, {
      force: true,
      signal: AbortSignal.timeout(5000),
    });
    if (now.action === 'unchanged') {
      const change =
        entry.action === 'create' || entry.action === 'create-after' ? 'created' : 'changed';
      return {
        outcome: 'applied',
        change: entry.action === 'unchanged' ? 'unchanged' : change,
        text: 'the answer was lost, but reading it again shows that it was applied',
      };
    }
    if (now.action === 'create' || now.action === 'change') {
      return {
        outcome: 'not-sent',
        error: { ...error, code: 'server-error' },
        text: `not applied, as reading it again shows: ${error.message}`,
      };
    }
    if (now.error && !stopsEverything(now.error)) break;
  }
  return unknown;
}

export function toResult(entry: PlanEntry, outcome: Outcome): DocumentResult {
  const made = outcome.outcome === 'applied' ? outcome.name : undefined;
  const ref = entry.ref && made ? { ...entry.ref, name: made } : entry.ref;
  const what = ref
    ? `${ref.kind} ${ref.name}${ref.namespace ? ` in namespace ${ref.namespace}` : ''}`
    : `document ${entry.index + 1}`;
  const base = { index: entry.index, ...(ref && { ref }), warnings: [] as readonly string[] };
  switch (outcome.outcome) {
    case 'applied': {
      const extra = outcome.text ? ` (${outcome.text})` : '';
      return {
        ...base,
        outcome: 'applied',
        change: outcome.change,
        warnings: outcome.warnings ?? [],
        text: `${outcome.change} ${what}${extra}`,
      };
    }
    case 'refused':
      return {
        ...base,
        outcome: 'refused',
        error: outcome.error,
        text: `refused ${what}: ${outcome.error.message}`,
      };
    case 'unknown':
      return {
        ...base,
        outcome: 'unknown',
        error: outcome.error,
        text: `unknown ${what}: ${outcome.error.message}`,
      };
    case 'not-sent':
      return {
        ...base,
        outcome: 'not-sent',
        ...(outcome.error && { error: outcome.error }),
        text: `${what}: ${outcome.text}`,
      };
  }
}
