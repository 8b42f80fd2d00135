/** Bytes of many files that nobody reads for a while: packed together as soon as there are many, as the same words stand in all of them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

interface Part {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Pack {
  readonly packed: Uint8Array;
  readonly parts: readonly { readonly path: string; readonly length: number }[];
}

export class PackedBytes {
  #loose: Part[] = [];
  #looseLength = 0;
  #packs: Pack[] = [];

  add(path: string, bytes: Uint8Array): void {
    this.#loose.push({ path, bytes });
    this.#looseLength += bytes.length;
    if (this.#looseLength >= packLength) this.#pack();
  }

  /** Gives all of them away, in no order. */
  *take(): Generator<Part> {
    for (let pack = this.#packs.pop(); pack; pack = this.#packs.pop()) {
      const all = inflateRawSync(pack.packed);
      let start = 0;
      for (const { path, length } of pack.parts) {
        yield { path, bytes: all.subarray(start, start + length) };
        start += length;
      }
    }
    yield* this.#loose.splice(0);
    this.#looseLength = 0;
  }

  #pack(): void {
    const parts = this.#loose.map(({ path, bytes }) => ({ path, length: bytes.length }));
    const whole = Buffer.concat(this.#loose.map(({ bytes }) => bytes));
    this.#packs.push({ packed: Buffer.from(deflateRawSync(whole, { level: 1 })), parts });
    this.#loose = [];
    this.#looseLength = 0;
  }
}

/** Packed in a few milliseconds. */
const packLength = 500_000;
