/** One list of the cluster for all who look at it: its objects as summaries, how it stands, and who is told of changes. */
import type { ResourceSummary, WatchLease, WatchStatus } from '../api.ts';
import { ObjectStore } from './objectStore.ts';
import type { WatchSink } from './listWatch.ts';

export interface SharedListOptions {
  readonly summarize: (object: unknown) => ResourceSummary;
  /** Somebody wants it read anew. */
  readonly again: () => void;
  /** Nobody looks at it any more. */
  readonly unused: () => void;
}

export class SharedList implements WatchSink {
  readonly #options: SharedListOptions;
  readonly #store = new ObjectStore<ResourceSummary>(
    (one, other) => JSON.stringify(one) === JSON.stringify(other),
  );
  readonly #readers = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #status: WatchStatus = { state: 'reading' };
  /** Something can be shown: a first page, or why there is none. */
  #isReady = false;
  /** It was read to its end once. */
  #isWhole = false;
  #isChanged = false;

  constructor(options: SharedListOptions) {
    this.#options = options;
  }

  beginList(): void {
    this.#store.beginList();
  }

  put(object: unknown): void {
    const summary = this.#options.summarize(object);
    if (summary.ref.name !== '' && this.#store.put(summary)) this.#changed();
    this.#becomeReady();
  }

  remove(object: unknown): void {
    if (this.#store.remove(this.#options.summarize(object))) this.#changed();
  }

  endList(): void {
    this.#isWhole = true;
    if (this.#store.endList()) this.#changed();
    this.#becomeReady();
  }

  clear(): void {
    this.#isWhole = false;
    if (this.#store.clear()) this.#changed();
  }

  tell(status: WatchStatus): void {
    const { state, error, remaining } = this.#status;
    const isOther =
      status.state !== state ||
      status.error?.message !== error?.message ||
      status.remaining !== remaining;
    this.#status = status;
    if (status.state !== 'reading') this.#becomeReady();
    if (isOther) this.#changed();
  }

  lease(onChange: () => void): WatchLease {
    // Each reader is told once, however often one function reads.
    const reader = () => onChange();
    this.#readers.add(reader);
    const get = {
      status: () => this.#status,
      size: () => this.#store.size,
      remaining: () => (this.#isWhole ? undefined : this.#status.remaining),
    };
    return {
      get status() {
        return get.status();
      },
      get size() {
        return get.size();
      },
      get remaining() {
        return get.remaining();
      },
      first: (count) => this.#store.first(count),
      ready: (signal) => this.#ready(signal),
      again: () => {
        this.#isReady = false;
        this.#options.again();
      },
      dispose: () => {
        if (!this.#readers.delete(reader) || this.#readers.size > 0) return;
        this.#options.unused();
        this.#becomeReady();
      },
    };
  }

  #ready(signal: AbortSignal | undefined): Promise<void> {
    if (this.#isReady || signal?.aborted) return Promise.resolve();
    return new Promise((done) => {
      const go = () => {
        this.#waiting.delete(go);
        signal?.removeEventListener('abort', go);
        done();
      };
      this.#waiting.add(go);
      signal?.addEventListener('abort', go, { once: true });
    });
  }

  /** Whoever waits goes on after this turn: with the whole page that is being read. */
  #becomeReady(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    for (const go of [...this.#waiting]) go();
    this.#changed();
  }

  /** Readers are told once of all that changes in one turn, as a page has hundreds; before there is one, of nothing. */
  #changed(): void {
    if (this.#isChanged || !this.#isReady) return;
    this.#isChanged = true;
    queueMicrotask(() => {
      this.#isChanged = false;
      for (const reader of [...this.#readers]) reader();
    });
  }
}
