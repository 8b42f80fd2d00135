/**
 * The credentials of one connection over time. One renewal serves all requests that wait for it. Credentials that the server
 * refuses are renewed once; if the new ones are refused as well, or cannot be had, the failure is remembered and
 * answered for a while that doubles each time, so that lists that are asked for every few seconds until they can be read do
 * not start a plugin (or open a browser) every few seconds. The user is told once and may try again at once.
 */
import type { TryAgain } from '../http/connection.ts';
import { abortable } from '../http/abortable.ts';
import type { Failure, Result } from '../api.ts';
import type { Credentials } from './credentials.ts';
import { createFailedAttempts } from './failedAttempts.ts';

export interface LoginSource {
  /** Good credentials, or why there are none. */
  current(signal: AbortSignal | undefined): Promise<Result<Credentials>>;
  /** The server answered 401 to these. `current` then gives others, the same where there are no others, or the failure. */
  refused(credentials: Credentials, failure: Failure): void;
  /** The server took these. */
  accepted(credentials: Credentials): void;
  /** The user asks for another attempt, perhaps with a terminal. */
  tryAgain(options?: TryAgain): void;
  close(): void;
}

export interface LoginSourceOptions {
  readonly obtain: (asked: Obtaining) => Promise<Result<Credentials>>;
  /** Obtaining starts programs or contacts an identity provider: not too often. */
  readonly isPaced: boolean;
  /** Called once for a series of failures. */
  readonly onFailure?: (failure: Failure) => void;
  /** Others than those that failed lie ready, for which nothing needs to be started. */
  readonly hasOthers?: () => Promise<boolean>;
  /** Milliseconds. */
  readonly now?: () => number;
}

export interface Obtaining extends TryAgain {
  readonly signal: AbortSignal;
  /** Those that the server has refused, when that is the reason. */
  readonly refused?: Credentials;
}

export function createLoginSource(options: LoginSourceOptions): LoginSource {
  const { obtain, isPaced, onFailure, hasOthers, now = Date.now } = options;
  const closed = new AbortController();
  let credentials: Credentials | undefined;
  let pending: Promise<Result<Credentials>> | undefined;
  let refusal: { credentials: Credentials } | undefined;
  let inTerminal = false;
  const failed = createFailedAttempts(now, onFailure);

  async function renew(): Promise<Result<Credentials>> {
    const because = refusal;
    // One attempt for each pause, whether its credentials cannot be had or are refused in their turn.
    if (isPaced && (because || failed.failure)) failed.beQuiet();
    const refusedOnes = because && { refused: because.credentials };
    const attempt = obtain({ signal: closed.signal, inTerminal, ...refusedOnes });
    inTerminal = false;
    const result = await attempt;
    if (!result.ok) {
      if (result.error.code === 'cancelled' || !isPaced) return result;
      failed.beQuiet();
      failed.remember(result);
      return result;
    }
    if (because && !isPaced && areSame(result.value, because.credentials)) {
      return { ok: true, value: because.credentials };
    }
    credentials = result.value;
    return result;
  }

  return {
    async current(signal) {
      if (credentials && credentials.expires > now()) return { ok: true, value: credentials };
      const { failure } = failed;
      if (!pending && failure && failed.isQuiet() && !(await hasOthers?.())) return failure;
      pending ??= renew().finally(() => (pending = undefined));
      return abortable(pending, signal);
    },
    refused(which, reason) {
      if (!which.renewable || which !== credentials) return; // newer ones are there or under way
      credentials = undefined;
      refusal = { credentials: which };
      if (isPaced && failed.isQuiet()) failed.remember(reason);
    },
    accepted(which) {
      if (!isPaced && which === refusal?.credentials) credentials = which; // the server has thought better of it
      if (which !== credentials) return;
      refusal = undefined;
      failed.succeeded();
    },
    tryAgain(how = {}) {
      failed.forget();
      inTerminal = how.inTerminal ?? false;
    },
    close() {
      closed.abort();
      credentials = undefined;
    },
  };
}

function areSame(one: Credentials, other: Credentials): boolean {
  const text = ({ user }: Credentials) =>
    JSON.stringify([user.token, user['client-certificate-data'], user['client-key-data']]);
  return text(one) === text(other);
}
