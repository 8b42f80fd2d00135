/**
 * What is remembered of attempts to log in that failed: why, and until when none is made. Each pause is twice as long as
 * the one before, until a login has held out for one.
 */
import type { Failure } from '../api.ts';

/** Milliseconds. */
export const FIRST_PAUSE = 30_000;
export const LONGEST_PAUSE = 10 * 60_000;

export interface FailedAttempts {
  /** Why the last one failed. */
  readonly failure: Failure | undefined;
  /** No attempt is to be made now. */
  isQuiet(): boolean;
  /** A pause begins, unless one is under way. */
  beQuiet(): void;
  remember(failure: Failure): void;
  /** A login was taken: outside of a pause the next one is short again. */
  succeeded(): void;
  /** Whatever has failed so far does not count any more. */
  forget(): void;
}

/** `now` gives milliseconds; `onFailure` is called once for a series of failures. */
export function createFailedAttempts(
  now: () => number,
  onFailure: ((failure: Failure) => void) | undefined,
): FailedAttempts {
  let last: Failure | undefined;
  let pause = FIRST_PAUSE;
  let quietUntil = 0;
  const isQuiet = () => now() < quietUntil;
  return {
    get failure() {
      return last;
    },
    isQuiet,
    beQuiet() {
      if (isQuiet()) return;
      quietUntil = now() + pause;
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    },
    remember(failure) {
      const isNew = last === undefined;
      last = failure;
      if (isNew) onFailure?.(failure);
    },
    succeeded() {
      last = undefined;
      if (!isQuiet()) pause = FIRST_PAUSE;
    },
    forget() {
      last = undefined;
      quietUntil = 0;
      pause = FIRST_PAUSE;
    },
  };
}
