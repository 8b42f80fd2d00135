/** Waiting that a signal can end while the work, shared with others, goes on. */
import type { Failure, Result } from '../api.ts';
import { cancelled } from '../errors/errors.ts';

export async function abortable<T>(
  shared: Promise<Result<T>>,
  signal: AbortSignal | undefined,
): Promise<Result<T>> {
  if (!signal) return shared;
  if (signal.aborted) return cancelled();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<Failure>((done) => {
    onAbort = () => done(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([shared, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}

/** Resolves after a time, or at once when the signal aborts. */
export function pauseUnlessAborted(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', go);
      done();
    };
    const timer = setTimeout(go, milliseconds);
    signal?.addEventListener('abort', go, { once: true });
    if (signal?.aborted) go();
  });
}
