/**
 * How many documents are sent at the same time. It grows while all goes well and is one again after a failure, so that a
 * server in trouble, or a login that has just expired, is met by few requests whose end nobody knows.
 */
import { PARALLEL } from '../inParallel.ts';

/** So many documents have to go well for one more at the same time. */
const successesForOneMore = 4;

export class GrowingWidth {
  #successes = 0;
  #failures = 0;

  /**
   * Begins the work on each item in their order, as soon as there is room for it, and waits for all. The work says whether
   * it went well.
   */
  async each<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const item of items) {
      while (running.size >= this.#width) await Promise.race(running);
      const run = this.#run(() => work(item)).finally(() => running.delete(run));
      running.add(run);
    }
    await Promise.all(running);
  }

  get #width(): number {
    return Math.min(PARALLEL, 1 + Math.floor(this.#successes / successesForOneMore));
  }

  async #run(work: () => Promise<boolean>): Promise<void> {
    const failures = this.#failures;
    if (!(await work())) {
      this.#failures++;
      this.#successes = 0;
    } else if (failures === this.#failures) this.#successes++; // else it was sent before the failure
  }
}
