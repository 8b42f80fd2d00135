/**
 * Diagnostics as bytes of JSON. A file's are asked for with every key, and an edit makes few of them anew: what stands before
 * and behind those stays as it was written for the report before.
 */
import { sameEnds } from '../shared/sameEnds.ts';

export class ReportBytes {
  #items: readonly object[] = [];
  /** Where each item begins in the bytes, and where the last one ends. */
  #starts = [0];
  /** UTF-8, a comma behind each item, and room for more. */
  #bytes = Buffer.alloc(0);
  /** Of each item: an edit may change several places of a report. */
  readonly #written = new WeakMap<object, Buffer>();

  /**
   * The items, parted by commas, up to the next call: what is kept for longer has to be copied. An item that was written once
   * stays as it is.
   */
  of(items: readonly object[]): Buffer {
    const { ahead, behind } = sameEnds(this.#items, items);
    const end = this.#items.length - behind;
    const fresh = items.slice(ahead, items.length - behind).map((item) => this.#bytesOf(item));
    const from = this.#startOf(ahead);
    const starts: number[] = [];
    let at = from;
    for (const { length } of fresh) {
      starts.push(at);
      at += length;
    }
    const moved = this.#move(this.#startOf(end), at);
    for (const [index, bytes] of fresh.entries()) this.#bytes.set(bytes, starts[index]);
    this.#starts = [
      ...this.#starts.slice(0, ahead),
      ...starts,
      ...this.#starts.slice(end).map((start) => start + moved),
    ];
    this.#items = items;
    return this.#bytes.subarray(0, Math.max(this.#startOf(items.length) - 1, 0));
  }

  #startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }

  /** Moves what begins at a place to another one, and says how far. */
  #move(from: number, to: number): number {
    const length = this.#startOf(this.#items.length);
    const moved = to - from;
    const old = this.#bytes;
    if (length + moved > old.length) {
      this.#bytes = Buffer.alloc(Math.ceil((length + moved) * 1.5));
      old.copy(this.#bytes, 0, 0, Math.min(from, to));
    }
    old.copy(this.#bytes, to, from, length);
    return moved;
  }

  #bytesOf(item: object): Buffer {
    const known = this.#written.get(item);
    if (known) return known;
    const bytes = Buffer.from(`${JSON.stringify(item)},`);
    this.#written.set(item, bytes);
    return bytes;
  }
}
