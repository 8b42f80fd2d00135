/** A map that keeps the entries that were used last: for what is worked out again when it is asked for later. */
export class RecentMap<Key, Value> {
  readonly #limit: number;
  /** In the order of their use. */
  readonly #entries = new Map<Key, Value>();

  /** `limit` of entries. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value that is kept, or the one that is made and kept from now on. */
  getOrMake(key: Key, make: () => Value): Value {
    const isKept = this.#entries.has(key);
    const value = isKept ? (this.#entries.get(key) as Value) : make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }
}
