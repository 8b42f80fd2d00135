/** What was read of files that are needed once more: kept up to a limit; of the others it is read again. */

/** In memory that threads share, so that nothing is copied where another one takes it. */
type SharedBytes = Uint8Array<SharedArrayBuffer>;

/**
 * Bytes of many files lie in few blocks, one behind the other. By themselves each would cost more than it holds, and leave a
 * hole in memory that nothing else fills.
 */
export class KeptBytes {
  readonly #bytes = new Map<string, SharedBytes>();
  #block = new Uint8Array(new SharedArrayBuffer(0));
  #used = 0;
  #blocks = 0;

  keep(path: string, bytes: Buffer): void {
    this.forget(path);
    if (bytes.length > blockBytes || !this.#hasRoomFor(bytes.length)) return;
    const place = this.#block.subarray(this.#used, this.#used + bytes.length);
    place.set(bytes);
    this.#used += bytes.length;
    this.#bytes.set(path, place);
  }

  /** Gives them away: a block goes with the last one that has a part of it. */
  take(path: string): SharedBytes | undefined {
    const bytes = this.#bytes.get(path);
    this.forget(path);
    return bytes;
  }

  /** The file is another one now. */
  forget(path: string): void {
    this.#bytes.delete(path);
  }

  clear(): void {
    this.#bytes.clear();
    this.#block = new Uint8Array(new SharedArrayBuffer(0));
    this.#used = 0;
    this.#blocks = 0;
  }

  #hasRoomFor(length: number): boolean {
    if (this.#used + length <= this.#block.length) return true;
    if (this.#blocks >= maxBlocks) return false;
    this.#blocks++;
    this.#block = new Uint8Array(new SharedArrayBuffer(blockBytes));
    this.#used = 0;
    return true;
  }
}

const blockBytes = 2_000_000;
/** Ten thousand manifests have some 15 to 40 MB. */
const maxBlocks = 25;
