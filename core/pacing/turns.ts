/** Lets other requests in while long work is done: a slice of it in each turn of the event loop. */
import type { CancellationToken } from './cancellation.ts';
import type { Work } from './work.ts';

/**
 * Whoever has long work to do waits here for its next slice. There is one slice in a turn of the event loop, so that
 * a request waits for one slice and not for one of each work that is going on.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#schedule();
    });
  }

  #schedule(): void {
    setImmediate(() => {
      this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}

export interface SlicesOptions {
  readonly turns: Turns;
  readonly token: CancellationToken;
  /** Called before each piece of work and each slice of it; what it answers with is waited for. */
  readonly onBegin?: () => Promise<void> | undefined;
}

/** The work for one request. */
export class Slices {
  readonly #options: SlicesOptions;
  #start = performance.now();

  constructor(options: SlicesOptions) {
    this.#options = options;
  }

  /** Undefined where the request is cancelled on the way: the rest of the work is left undone. */
  async run<T>(work: Work<T>): Promise<T | undefined> {
    const { turns, token, onBegin } = this.#options;
    for (let isBeginning = true; ; isBeginning = false) {
      const begun = isBeginning ? onBegin?.() : undefined;
      if (begun) await begun;
      const step = work.next();
      if (performance.now() - this.#start > sliceMs) {
        await turns.next();
        if (token.isCancellationRequested) return undefined;
        await onBegin?.();
        this.#start = performance.now();
      }
      if (step.done) return step.value;
    }
  }
}

/** How long one slice of work may keep other requests waiting. */
const sliceMs = 25;
