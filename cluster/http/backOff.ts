/**
 * Waiting out what passes by itself: a server that is too busy, a leader that changes, a connection that breaks. kubectl
 * waits where the server says how long; for requests that may be repeated we also wait where it does not say so.
 */
import { pauseUnlessAborted } from './abortable.ts';
import type { Failure } from '../api.ts';
import { cancelled } from '../errors/errors.ts';
import type { ClusterConnection } from './connection.ts';
import type { ApiRequest, ApiResult } from './request.ts';

/** Milliseconds between attempts, where the server names no time. */
const PAUSES = [250, 500, 1000, 2000];
/** A busy server is asked as often as client-go asks it. */
const MOST_ATTEMPTS = 10;
/** The longest that one request waits for better times, in milliseconds. */
const PATIENCE = 60_000;

/** Tells a person what is waited for. */
export type OnWait = (text: string) => void;

/** Whether a failure passes by itself, so that the same request may succeed a moment later. */
export function passesByItself({ error, maybeDone }: Failure & { maybeDone?: boolean }): boolean {
  const { status, code } = error;
  if (status === undefined) return code === 'unreachable' && maybeDone === true;
  if (status === 500) return code === 'server-error';
  return [429, 502, 503, 504].includes(status);
}

/** Milliseconds until the next attempt; undefined when there were enough. `attempt` counts from 0. */
export function pauseBefore(attempt: number, { error }: Failure): number | undefined {
  const isBusy = error.status === 429 || error.status === 503;
  if (attempt >= (isBusy ? MOST_ATTEMPTS : PAUSES.length)) return undefined;
  const usual = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 0;
  return Math.max(usual, (error.retryAfter ?? 0) * 1000);
}

/**
 * The connection, but each request that may be repeated is sent again for as long as its failure is one that passes. Where
 * one has waited in vain, the others do not wait as well, until the server answers again.
 */
export function patient(connection: ClusterConnection, onWait?: OnWait): ClusterConnection {
  let isInVain = false;
  return {
    ...connection,
    async request(request): Promise<ApiResult> {
      const until = Date.now() + PATIENCE;
      for (let attempt = 0; ; attempt++) {
        const answer = await toldWhileWaiting(connection.request(request), request, onWait);
        if (answer.ok) isInVain = false;
        if (answer.ok || !request.repeatable || !passesByItself(answer)) return answer;
        const pause = pauseBefore(attempt, answer);
        isInVain ||= pause === undefined || Date.now() + pause > until;
        if (isInVain || pause === undefined) return answer;
        onWait?.(waitText(answer));
        await pauseUnlessAborted(pause, request.signal);
        if (request.signal?.aborted) return cancelled();
      }
    },
  };
}

/** After so many milliseconds without an answer a person is told what is waited for. */
const TELL_AFTER = 5000;

async function toldWhileWaiting<T>(
  work: Promise<T>,
  { kind, name, resource, asksWebhooks }: ApiRequest,
  onWait: OnWait | undefined,
): Promise<T> {
  const what = [kind ?? resource, name].filter(Boolean).join(' ');
  const webhooks = asksWebhooks ? '; its webhooks may take 30 s each' : '';
  const timer = setTimeout(
    () => onWait?.(`waiting for the API server to answer about ${what}${webhooks}`),
    TELL_AFTER,
  );
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

/** What a person reads while a request waits for better times. */
export function waitText({ error }: Failure): string {
  const seconds = error.retryAfter;
  if (error.status === undefined) return 'the connection broke; asking again';
  if (error.status !== 429 && error.status !== 503) return 'the API server failed; asking again';
  return `the API server is busy; asking again${seconds ? ` in ${seconds} s` : ''}`;
}
