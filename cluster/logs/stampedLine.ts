/** A line of a log as the API server sends it with `timestamps`: the time, a blank, what the container wrote. */

export interface StampedLine {
  /** Milliseconds since 1970, with parts of them. */
  readonly time?: number;
  readonly text: string;
}

const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)(?: |$)/;

/** A line without a time is one that a node writes about the log itself. */
export function stampedLine(line: string): StampedLine {
  const found = stamp.exec(line);
  if (!found) return { text: line };
  const [head, seconds = '', fraction = '0', zone = ''] = found;
  const time = Date.parse(`${seconds}${zone}`) + Number(fraction) * 1000;
  return Number.isNaN(time) ? { text: line } : { time, text: line.slice(head.length) };
}

/**
 * Leaves out lines that were read before: a log that is taken up again begins with the whole second in which it ended.
 */
export class SeenLines {
  #time: number | undefined;
  /** Lines of that very time. */
  #count = 0;
  /** Those of them that are to come again. */
  #again = 0;

  /** The time of the last line. */
  get time(): number | undefined {
    return this.#time;
  }

  /** The log is read again from the second of the last line on. */
  takenUpAgain(): void {
    this.#again = this.#count;
  }

  isNew({ time }: StampedLine): boolean {
    if (time === undefined) return true;
    if (this.#time !== undefined && time < this.#time && this.#again > 0) return false;
    if (time === this.#time && this.#again > 0) {
      this.#again -= 1;
      return false;
    }
    this.#again = 0;
    this.#count = time === this.#time ? this.#count + 1 : 1;
    this.#time = time;
    return true;
  }
}
