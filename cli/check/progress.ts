/** How far the work is, in one line of a terminal. Short runs say nothing. */
import type { Output } from '../io.ts';

export interface Progress {
  /** So many more are done. */
  add(count: number): void;
  /** Takes the line away. */
  end(): void;
}

export function createProgress(
  err: Output,
  total: number,
  now: () => number = () => performance.now(),
): Progress {
  if (!err.isTerminal) return { add: () => undefined, end: () => undefined };
  const began = now();
  let told = began;
  let isShown = false;
  let done = 0;
  return {
    add(count) {
      done += count;
      const time = now();
      if (time - began < quietMs || time - told < betweenMs) return;
      told = time;
      isShown = true;
      err.write(
        `\rChecked ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} files`,
      );
    },
    end() {
      if (isShown) err.write('\r\u001B[K');
    },
  };
}

const quietMs = 1_000;
const betweenMs = 200;
