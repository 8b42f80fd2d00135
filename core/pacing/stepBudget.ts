/**
 * How much work one text may cost. Counted in steps that grow with the work (values visited, names compared, rules
 * run), not in time, so that the same text always stops at the same place on every machine.
 */
export class StepBudget {
  readonly limit: number;
  #spent = 0;
  #nextPause = stepsBetweenPauses;
  #reached = 0;
  #stoppedAt: number | undefined;

  constructor(limit = stepsOfFile) {
    this.limit = limit;
  }

  get spent(): number {
    return this.#spent;
  }

  /** Offset up to which the text was read when the budget was spent; undefined as long as there is some left. */
  get stoppedAt(): number | undefined {
    return this.#stoppedAt;
  }

  /** Counts work at an offset of the text that is about to be done; false when it is to be left out. */
  take(steps: number, offset: number): boolean {
    if (this.#spent >= this.limit) {
      this.#stoppedAt ??= this.#reached;
      return false;
    }
    this.#spent += steps;
    if (offset > this.#reached) this.#reached = offset;
    return true;
  }

  /** Now and then: whoever does the work stops here and lets other work in. */
  get isPauseDue(): boolean {
    if (this.#spent < this.#nextPause) return false;
    this.#nextPause = this.#spent + stepsBetweenPauses;
    return true;
  }

  /**
   * A budget of its own with a share of what is left, for the first of two readings of the same text or for a text
   * with other offsets; then it is given to `close`.
   */
  part(share: number): StepBudget {
    return new StepBudget(Math.ceil((this.limit - this.#spent) * share));
  }

  /** Counts what a part has cost, and stops where the part has stopped. */
  close(part: StepBudget, toOwnOffset = (offset: number): number => offset): void {
    this.#spent += part.spent;
    this.#reached = Math.max(this.#reached, toOwnOffset(part.#reached));
    if (part.stoppedAt === undefined) return;
    const stoppedAt = toOwnOffset(part.stoppedAt);
    this.#stoppedAt = Math.min(this.#stoppedAt ?? stoppedAt, stoppedAt);
  }
}

/**
 * For one file. An ordinary manifest costs some 130 steps a kilobyte, a step some two microseconds: with the reading
 * of the YAML that is about two seconds for the dearest text, and a file of four megabytes is checked whole.
 */
export const stepsOfFile = 600_000;
/** Some tenths of a millisecond. */
const stepsBetweenPauses = 200;
