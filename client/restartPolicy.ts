// How soon a server that went away is started again: at once for the first fall, then ever slower, but
// never given up. The open files depend on it and a lasting fault should not keep a processor busy.

const calmMs = 3 * 60_000;
const longestDelayMs = 30_000;

export interface RestartPolicy {
  /** Tells that the server went away at `nowMs`; answers how long to wait before the next start. */
  fell(nowMs: number): number;
  /** Forgets the past, after a restart that the user asked for. */
  reset(): void;
}

export function createRestartPolicy(): RestartPolicy {
  let falls: number[] = [];
  return {
    fell(nowMs) {
      falls = [...falls.filter((at) => nowMs - at < calmMs), nowMs];
      const before = falls.length - 1;
      return before === 0 ? 0 : Math.min(500 * 2 ** (before - 1), longestDelayMs);
    },
    reset() {
      falls = [];
    },
  };
}
