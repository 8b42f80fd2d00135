// Whether the language server still answers. It is asked now and then; when an answer is missing for too long, it hangs
// and nothing but an end of its process helps.

export interface WatchmanParts {
  /** Asks the server; undefined or a rejection where it is gone, which others notice. */
  readonly ping: () => Promise<{ readonly isDebugged: boolean } | undefined>;
  /** A clock that is never set. */
  readonly nowMs: () => number;
  /** There was no answer for `patienceMs`. Said once; `reset` begins anew. */
  readonly onSilent: () => void;
}

export interface Watchman {
  /** To be called every `tickMs`. */
  tick(): void;
  /** There is a new server, or none to be watched. */
  reset(state: 'watch' | 'rest'): void;
}

/** How often the server is asked. */
export const tickMs = 2_500;
/** How long it may leave that unanswered. */
export const patienceMs = 20_000;

export function createWatchman({ ping, nowMs, onSilent }: WatchmanParts): Watchman {
  let isWatching = false;
  let isAsking = false;
  let isDebugged = false;
  let silentMs = 0;
  let lastTickMs = nowMs();
  /** Answers of an earlier server do not count. */
  let server = 0;

  const ask = async () => {
    const asked = server;
    isAsking = true;
    const answer = await ping().catch(() => undefined);
    if (asked !== server) return;
    isAsking = false;
    silentMs = 0;
    if (answer) isDebugged = answer.isDebugged;
  };

  return {
    tick() {
      const now = nowMs();
      // A longer gap is a machine that slept or a client that was busy: the server had no more than a tick to answer.
      const elapsedMs = Math.min(now - lastTickMs, tickMs);
      lastTickMs = now;
      if (!isWatching) return;
      if (!isAsking) {
        void ask();
        return;
      }
      if (isDebugged) return;
      silentMs += elapsedMs;
      if (silentMs < patienceMs) return;
      isWatching = false;
      onSilent();
    },
    reset(state) {
      server++;
      isWatching = state === 'watch';
      isAsking = false;
      isDebugged = false;
      silentMs = 0;
      lastTickMs = nowMs();
    },
  };
}
