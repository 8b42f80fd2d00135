/**
 * The objects of one list as they were last told, by uid, in the order of their namespaces and names. No two of them have
 * one name: of an object that was deleted and made again, the newer counts from the moment that it is seen.
 */

/** What the store needs of an object; the rest is its reader's. */
export interface Stored {
  readonly ref: { readonly name: string; readonly namespace?: string };
  readonly uid?: string;
}

interface Entry<T> {
  readonly key: string;
  readonly uid: string;
  value: T;
  /** The list that it was last seen in or after. */
  round: number;
}

export class ObjectStore<T extends Stored> {
  readonly #byUid = new Map<string, Entry<T>>();
  readonly #uidByKey = new Map<string, string>();
  readonly #isSame: (one: T, other: T) => boolean;
  #sorted: readonly Entry<T>[] | undefined;
  #round = 0;

  /** `isSame`: to whoever reads; a value that is the same is kept as it was. */
  constructor(isSame: (one: T, other: T) => boolean) {
    this.#isSame = isSame;
  }

  get size(): number {
    return this.#byUid.size;
  }

  /** The first so many in order. */
  first(count = Infinity): readonly T[] {
    this.#sorted ??= [...this.#byUid.values()].sort(byKey);
    return this.#sorted.slice(0, count).map(({ value }) => value);
  }

  /** Whether a reader sees something else now. */
  put(value: T): boolean {
    const key = keyOf(value);
    const uid = value.uid ?? key;
    const known = this.#byUid.get(uid);
    if (known?.key === key) {
      known.round = this.#round;
      if (this.#isSame(known.value, value)) return false;
      known.value = value;
      return true;
    }
    this.#drop(known);
    this.#drop(this.#byUid.get(this.#uidByKey.get(key) ?? ''));
    this.#byUid.set(uid, { key, uid, value, round: this.#round });
    this.#uidByKey.set(key, uid);
    this.#sorted = undefined;
    return true;
  }

  /** Whether it was there. Another object of the same name stays. */
  remove(value: Stored): boolean {
    return this.#drop(this.#byUid.get(value.uid ?? keyOf(value)));
  }

  /** The whole list is told anew from now on. */
  beginList(): void {
    this.#round += 1;
  }

  /** It has been told: what was not in it is gone. Whether there was such an object. */
  endList(): boolean {
    const gone = [...this.#byUid.values()].filter(({ round }) => round !== this.#round);
    for (const entry of gone) this.#drop(entry);
    return gone.length > 0;
  }

  /** Whether there was anything. */
  clear(): boolean {
    this.beginList();
    return this.endList();
  }

  #drop(entry: Entry<T> | undefined): boolean {
    if (!entry) return false;
    this.#byUid.delete(entry.uid);
    this.#uidByKey.delete(entry.key);
    this.#sorted = undefined;
    return true;
  }
}

/** Neither a namespace nor a name holds a slash. */
function keyOf({ ref }: Stored): string {
  return `${ref.namespace ?? ''}/${ref.name}`;
}

/** As an API server orders a list. */
function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
