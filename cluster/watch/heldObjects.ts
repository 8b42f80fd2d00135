/** Objects of a list, kept as the cluster has them for one reader: whole, or what the reader makes of each. */
import type { ClusterError, Disposable, WatchStatus } from '../api.ts';
import { objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import type { WatchSink } from './listWatch.ts';
import { ObjectStore, type Stored } from './objectStore.ts';

/** For parts of `cluster/` alone: whole objects are as the server sends them, secrets and all. */
export interface HeldObjectsLease<T = JsonObject> extends Disposable {
  readonly status: WatchStatus;
  /** By namespace and name. */
  objects(): readonly T[];
}

/** What a reader makes of objects. */
export interface Keeping<T> {
  /** Undefined for an object that is nothing to the reader. */
  readonly keep: (object: JsonObject) => T | undefined;
  /** To the reader. */
  readonly isSame: (one: T, other: T) => boolean;
}

/** Objects as they are. */
export const wholeObjects: Keeping<JsonObject> = {
  keep: (object) => object,
  isSame: (one, other) => versionOf(one) === versionOf(other),
};

interface Held<T> {
  readonly ref: { readonly name: string; readonly namespace?: string };
  readonly uid?: string;
  readonly kept: T;
}

export class HeldObjects<T> implements WatchSink {
  readonly #store: ObjectStore<Held<T>>;
  readonly #keeping: Keeping<T>;
  readonly #onChange: () => void;
  #status: WatchStatus = { state: 'reading' };
  #isReading = false;
  #isTold = false;

  constructor(keeping: Keeping<T>, onChange: () => void) {
    this.#keeping = keeping;
    this.#store = new ObjectStore((one, other) => keeping.isSame(one.kept, other.kept));
    this.#onChange = onChange;
  }

  get status(): WatchStatus {
    return this.#status;
  }

  objects(): readonly T[] {
    return this.#store.first().map(({ kept }) => kept);
  }

  beginList(): void {
    this.#isReading = true;
    this.#store.beginList();
  }

  put(value: unknown): void {
    const object = objectAt({ value }, 'value');
    const kept = this.#keeping.keep(object);
    const isOther =
      kept === undefined
        ? this.#store.remove(identityOf(object))
        : this.#store.put({ ...identityOf(object), kept });
    if (isOther && !this.#isReading) this.#changed();
  }

  remove(value: unknown): void {
    if (this.#store.remove(identityOf(objectAt({ value }, 'value')))) this.#changed();
  }

  endList(): void {
    this.#isReading = false;
    this.#store.endList();
    this.#changed();
  }

  clear(): void {
    this.#isReading = false;
    if (this.#store.clear()) this.#changed();
  }

  tell(status: WatchStatus): void {
    const isOther =
      status.state !== this.#status.state || !isSame(status.error, this.#status.error);
    this.#status = status;
    if (isOther && status.state !== 'reading') this.#changed();
  }

  /** The reader is told once of all that changes in one turn. */
  #changed(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    queueMicrotask(() => {
      this.#isTold = false;
      this.#onChange();
    });
  }
}

function isSame(one: ClusterError | undefined, other: ClusterError | undefined): boolean {
  return one?.message === other?.message;
}

function identityOf(object: JsonObject): Stored {
  const namespace = textAt(object, 'metadata', 'namespace');
  const uid = textAt(object, 'metadata', 'uid');
  const name = textAt(object, 'metadata', 'name') ?? '';
  return { ref: { name, ...(namespace && { namespace }) }, ...(uid && { uid }) };
}

function versionOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'resourceVersion');
}
