/** What judgements read in the background while they work: charts, the library for conditions. */
import type { Session } from '../session.ts';

export class Loads {
  readonly #session: Session;
  #count = 0;

  constructor(session: Session) {
    this.#session = session;
    for (const { didLoad } of [session.values, session.expressions])
      didLoad.on(() => {
        this.#count++;
      });
  }

  /** What the work finds once nothing is read any more that it has asked for; until then it is done anew. */
  async settled<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#count;
      const found = await work();
      await this.#session.values.settled;
      await this.#session.expressions.settled;
      if (before === this.#count) return found;
    }
  }
}
