/**
 * A server that does not answer, as all watches of a session see it: one of them asks again after a pause that grows,
 * and the others with it once somebody was answered.
 */

/** Milliseconds between two attempts, the last one for all that follow. */
const pausesMs = [250, 500, 1000, 2000, 3000];

/** A server that has been away for so many milliseconds is asked less often. */
const longOutageMs = 5 * 60_000;
const longPauseMs = 15_000;

export class Outage {
  readonly #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #attempts = 0;
  #since: number | undefined;

  /** Resolves when it is one's turn to ask again, not before `atLeastMs`, or at once when the signal aborts. */
  wait(signal: AbortSignal, atLeastMs = 0): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    this.#since ??= Date.now();
    return new Promise((done) => {
      const go = () => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        if (this.#waiting.size === 0) this.#stopTimer();
        done();
      };
      signal.addEventListener('abort', go, { once: true });
      this.#waiting.add(go);
      this.#startTimer(atLeastMs);
    });
  }

  /** The server has answered somebody: nobody waits any longer. */
  answered(): void {
    this.#attempts = 0;
    this.#since = undefined;
    for (const go of [...this.#waiting]) go();
  }

  #startTimer(atLeastMs: number): void {
    if (this.#timer) return;
    this.#timer = setTimeout(
      () => {
        this.#stopTimer();
        this.#attempts += 1;
        const [first] = this.#waiting;
        first?.();
        if (this.#waiting.size > 0) this.#startTimer(0);
      },
      Math.max(atLeastMs, this.#pauseMs()),
    );
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #pauseMs(): number {
    const isLong = this.#since !== undefined && Date.now() - this.#since > longOutageMs;
    return isLong ? longPauseMs : (pausesMs[this.#attempts] ?? pausesMs.at(-1) ?? longPauseMs);
  }
}
