/** One fence around every request: cancelled work is dropped, a fault is logged and answered with the fallback. */
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { errorWithPlace } from '../shared/errorWords.ts';
import type { Log } from '../core/log.ts';
import type { Phase } from './phase.ts';

export interface Guarded<P, R> {
  /** Name of the request in the log. */
  readonly name: string;
  /** The answer where there is none or where the work failed. */
  readonly fallback: R;
  readonly run: (params: P, token: CancellationToken) => Promise<R> | R;
}

/** What all requests have in common. */
export interface Fence {
  readonly log: Log;
  readonly phase: Phase;
}

/** A request handler that rejects only for a cancelled request, or one at the wrong time, as LSP wants it. */
export function guard<P, R>(
  { log, phase }: Fence,
  { name, fallback, run }: Guarded<P, R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    const { refusal } = phase;
    if (refusal) throw refusal;
    const started = performance.now();
    let result = fallback;
    try {
      if (!token.isCancellationRequested) result = await run(params, token);
    } catch (error) {
      // Said to the user on purpose.
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) throw error;
      log.error(`${name} failed: ${errorWithPlace(error)}`);
    }
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    log.trace(() => `${name}: ${(performance.now() - started).toFixed(1)} ms`);
    return result;
  };
}
