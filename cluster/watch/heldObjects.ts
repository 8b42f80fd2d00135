/** Whole objects of a list, kept as the cluster has them for one reader: what is made of them is the reader's. */
import type { ClusterError, Disposable, WatchStatus } from '../api.ts';
import { objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import type { WatchSink } from './listWatch.ts';
import { ObjectStore } from './objectStore.ts';

/** For parts of `cluster/` alone: the objects are as the server sends them, secrets and all. */
export interface HeldObjectsLease extends Disposable {
  readonly status: WatchStatus;
  /** By namespace and name. */
  objects(): readonly JsonObject[];
}

interface Held {
  readonly ref: { readonly name: string; readonly namespace?: string };
  readonly uid?: string;
  readonly object: JsonObject;
}

export class HeldObjects implements WatchSink {
  readonly #store = new ObjectStore<Held>(
    (one, other) => versionOf(one.object) === versionOf(other.object),
  );
  readonly #onChange: () => void;
  #status: WatchStatus = { state: 'reading' };
  #isReading = false;
  #isTold = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get status(): WatchStatus {
    return this.#status;
  }

  objects(): readonly JsonObject[] {
    return this.#store.first().map(({ object }) => object);
  }

  beginList(): void {
    this.#isReading = true;
    this.#store.beginList();
  }

  put(object: unknown): void {
    if (this.#store.put(heldOf(object)) && !this.#isReading) this.#changed();
  }

  remove(object: unknown): void {
    if (this.#store.remove(heldOf(object))) this.#changed();
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

function heldOf(value: unknown): Held {
  const object = objectAt({ value }, 'value');
  const namespace = textAt(object, 'metadata', 'namespace');
  const uid = textAt(object, 'metadata', 'uid');
  const name = textAt(object, 'metadata', 'name') ?? '';
  return { ref: { name, ...(namespace && { namespace }) }, ...(uid && { uid }), object };
}

function versionOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'resourceVersion');
}
