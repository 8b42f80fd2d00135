/** Work in the background, cut into slices: between two of them the requests that wait get their turn. */

import type { Work } from './work.ts';

/** How long a slice may last; a request waits as long as that at most, but for a single step that takes longer. */
const sliceMs = 10;

export class Slices {
  #began = performance.now();

  /** To be awaited between two steps of the work: lets others in once the slice is over. */
  async next(): Promise<void> {
    if (performance.now() - this.#began < sliceMs) return;
    // What arrives in the first turn is answered in it, before the work goes on in the second.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
    this.#began = performance.now();
  }

  /** The result of a work, cut into slices at its steps. */
  async run<T>(work: Work<T>): Promise<T> {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      await this.next();
    }
  }
}
