/** Long work in pieces: it is written as a generator that yields wherever other work may come in between. */
export type Work<T> = Generator<undefined, T, undefined>;

/** Does the work in one go. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does work piece by piece, with turns for others in between; undefined where it is cancelled on the way. */
export interface Pieces {
  run<T>(work: Work<T>): Promise<T | undefined>;
}
