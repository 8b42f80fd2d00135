// The last lines of a log, so many and no more. Whoever shows them gets one text, to which lines are added at the end: the
// beginning goes in large steps, so that nearly every change is an addition.

export interface LogLimits {
  readonly lines: number;
  readonly characters: number;
}

/** What an editor shows without trouble, and more than anybody reads. */
export const defaultLogLimits: LogLimits = { lines: 10_000, characters: 2_000_000 };

export class LogBuffer {
  readonly #limits: LogLimits;
  #lines: string[] = [];
  /** With the ends of the lines. */
  #characters = 0;
  #dropped = 0;

  constructor(limits: LogLimits = defaultLogLimits) {
    this.#limits = limits;
  }

  /** Lines that are kept. */
  get size(): number {
    return this.#lines.length;
  }

  /** Lines that are not kept any more. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Lines without their ends. */
  append(lines: readonly string[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.length + 1;
    }
    const { lines: most, characters } = this.#limits;
    if (this.#lines.length > most || this.#characters > characters) this.#drop();
  }

  get text(): string {
    const head = this.#dropped > 0 ? [droppedText(this.#dropped)] : [];
    return [...head, ...this.#lines, ''].join('\n');
  }

  /** A quarter more than has to go. */
  #drop(): void {
    const most = 0.75 * this.#limits.lines;
    const characters = 0.75 * this.#limits.characters;
    let from = 0;
    while (this.#lines.length - from > most || this.#characters > characters) {
      this.#characters -= (this.#lines[from]?.length ?? 0) + 1;
      from += 1;
    }
    this.#lines = this.#lines.slice(from);
    this.#dropped += from;
  }
}

function droppedText(count: number): string {
  return `── ${count} earlier lines are not kept: choose one container or a shorter time to see them ──`;
}
