/**
 * One list that is read in pages, watched from there, and kept: whatever breaks is taken up again where it was, or read anew
 * where the server no longer knows what came since.
 */
import type { ClusterError, Result, WatchStatus } from '../api.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { ApiStream } from '../http/request.ts';
import type { ListPage } from '../requests/listPage.ts';
import type { Outage } from './outage.ts';
import { readWatchEvent } from './watchEvent.ts';
import type { WatchEvent } from './watchEvent.ts';
import { defaultLimits, type WatchLimits } from './watchLimits.ts';

/** Where it is read from. */
export interface WatchSource {
  page(
    position: { readonly limit?: number; readonly continueToken?: string },
    signal: AbortSignal,
  ): Promise<Result<ListPage>>;
  /** All changes since that version of the list; the server ends it after so many seconds. */
  open(
    resourceVersion: string,
    timeoutSeconds: number,
    signal: AbortSignal,
  ): Promise<Result<ApiStream>>;
}

/** Where it is kept. */
export interface WatchSink {
  /** The whole list follows; what is not in it is gone at its end. */
  beginList(): void;
  put(object: unknown): void;
  remove(object: unknown): void;
  endList(): void;
  clear(): void;
  tell(status: WatchStatus): void;
}

/** A watch that was open. */
interface Watched {
  /** Where it began. */
  readonly version: string;
  /** By the clock, in milliseconds. */
  readonly openedAt: number;
  readonly stop: AbortSignal;
}

/** What is waited for before the next step. */
type Pause = (signal: AbortSignal) => Promise<void>;

/** A list that changes too fast to be read in pages is asked for in one from here on. */
const mostExpiredLists = 2;

export class ListWatch {
  readonly #source: WatchSource;
  readonly #sink: WatchSink;
  readonly #outage: Outage;
  readonly #limits: WatchLimits;
  #restart = new AbortController();
  #status: WatchStatus = { state: 'reading' };
  /** Where a watch begins; undefined: the list is to be read first. */
  #resourceVersion: string | undefined;
  #isJustListed = false;
  #unwatchable: ClusterError | undefined;
  #expiredLists = 0;
  /** Watches in a row that brought nothing. */
  #vainWatches = 0;
  #hasBookmarks = false;

  constructor(source: WatchSource, sink: WatchSink, outage: Outage, limits = defaultLimits) {
    this.#source = source;
    this.#sink = sink;
    this.#outage = outage;
    this.#limits = limits;
  }

  /** Until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const stop = AbortSignal.any([signal, this.#restart.signal]);
      const version = this.#resourceVersion;
      const pause = await (version === undefined ? this.#list(stop) : this.#watch(version, stop));
      if (!stop.aborted) await pause(stop);
    }
  }

  /** Reads the list anew, at once, whatever was waited for. */
  again(): void {
    this.#resourceVersion = undefined;
    this.#unwatchable = undefined;
    this.#vainWatches = 0;
    this.#tell({ state: 'reading' });
    const before = this.#restart;
    this.#restart = new AbortController();
    before.abort();
  }

  async #list(stop: AbortSignal): Promise<Pause> {
    const isPaged = this.#expiredLists < mostExpiredLists;
    this.#sink.beginList();
    for (let continueToken: string | undefined; ;) {
      const { firstPageSize, pageSize } = this.#limits;
      const position = {
        ...(isPaged && { limit: continueToken ? pageSize : firstPageSize }),
        ...(continueToken && { continueToken }),
      };
      const page = await this.#source.page(position, stop);
      if (stop.aborted) return atOnce;
      if (!page.ok) return this.#notListed(page.error);
      this.#outage.answered();
      for (const item of page.value.items) this.#sink.put(item);
      ({ continueToken } = page.value);
      if (!continueToken) return this.#listed(page.value.resourceVersion);
      const { remaining } = page.value;
      this.#tell({ state: this.#status.state, ...(remaining !== undefined && { remaining }) });
    }
  }

  #listed(resourceVersion: string | undefined): Pause {
    this.#sink.endList();
    this.#expiredLists = 0;
    if (!this.#unwatchable && resourceVersion !== undefined) {
      this.#resourceVersion = resourceVersion;
      this.#isJustListed = true;
      this.#tell({ state: this.#status.state });
      return atOnce;
    }
    return this.#poll();
  }

  #notListed(error: ClusterError): Pause {
    if (error.code === 'list-expired') {
      this.#expiredLists += 1;
      return this.#afterVain();
    }
    const isUnknown = error.code === 'kind-unknown';
    if (!isUnknown && !isDenied(error)) return this.#lost(error);
    this.#sink.clear();
    this.#tell({ state: 'refused', error });
    return isUnknown ? after(this.#limits.absentMs) : untilAborted;
  }

  async #watch(version: string, stop: AbortSignal): Promise<Pause> {
    const { seconds } = this.#limits;
    const timeoutSeconds = Math.round(
      seconds.least + Math.random() * (seconds.most - seconds.least),
    );
    const own = new AbortController();
    const signal = AbortSignal.any([stop, own.signal]);
    const opened = await this.#source.open(version, timeoutSeconds, signal);
    if (stop.aborted) return atOnce;
    if (!opened.ok) return this.#notOpened(opened.error);
    this.#outage.answered();
    this.#isJustListed = false;
    this.#tell({ state: 'live' });
    const openedAt = Date.now();
    const over = await this.#follow(opened.value, timeoutSeconds, own);
    return this.#ended(over, { version, openedAt, stop });
  }

  #ended(over: 'resumable' | 'lost', { version, openedAt, stop }: Watched): Pause {
    if (stop.aborted) return atOnce;
    const hasBroughtSomething =
      this.#resourceVersion !== version || Date.now() - openedAt > this.#limits.vainMs;
    if (hasBroughtSomething) this.#vainWatches = 0;
    if (over !== 'resumable') this.#resourceVersion = undefined;
    return this.#afterVain();
  }

  /** Takes the events of one watch until it ends, breaks, or is quiet for longer than one that lives. */
  async #follow(
    stream: ApiStream,
    timeoutSeconds: number,
    own: AbortController,
  ): Promise<'resumable' | 'lost'> {
    let heardAt = Date.now();
    const failures: 'lost'[] = [];
    const watchdog = setInterval(() => {
      const limit = this.#hasBookmarks ? this.#limits.quietMs : timeoutSeconds * 1000 + 10_000;
      // By the clock on the wall: a computer that sleeps counts no seconds.
      if (Math.abs(Date.now() - heardAt) > limit) own.abort();
    }, this.#limits.watchdogMs);
    try {
      const end = await stream.read((line) => {
        heardAt = Date.now();
        const event = readWatchEvent(line);
        if (event !== undefined && event.type !== 'error') {
          this.#take(event);
          return;
        }
        failures.push('lost');
        own.abort();
      });
      return failures[0] ?? (end === 'too-long' ? 'lost' : 'resumable');
    } finally {
      clearInterval(watchdog);
    }
  }

  #take(event: Exclude<WatchEvent, { type: 'error' }>): void {
    this.#resourceVersion = event.resourceVersion;
    if (event.type === 'bookmark') this.#hasBookmarks = true;
    else if (event.type === 'put') this.#sink.put(event.object);
    else this.#sink.remove(event.object);
  }

  #notOpened(error: ClusterError): Pause {
    if (isDenied(error)) {
      this.#unwatchable = error;
      this.#resourceVersion = undefined;
      return this.#isJustListed ? this.#poll() : atOnce;
    }
    if (
      error.code === 'list-expired' ||
      error.code === 'kind-unknown' ||
      error.code === 'invalid'
    ) {
      this.#resourceVersion = undefined;
      return this.#afterVain();
    }
    // The server does not know a version that we have: its data are those of before.
    if (error.status === 504) this.#resourceVersion = undefined;
    return this.#lost(error);
  }

  #poll(): Pause {
    const error = this.#unwatchable;
    this.#tell({ state: 'polled', ...(error && { error }) });
    return after(this.#limits.pollMs);
  }

  #lost(error: ClusterError): Pause {
    this.#tell({ state: 'stale', error });
    return (signal) => this.#outage.wait(signal, (error.retryAfter ?? 0) * 1000);
  }

  #afterVain(): Pause {
    const { vainPausesMs } = this.#limits;
    const pause = vainPausesMs[this.#vainWatches] ?? vainPausesMs.at(-1) ?? 0;
    this.#vainWatches += 1;
    return after(pause);
  }

  #tell(status: WatchStatus): void {
    this.#status = status;
    this.#sink.tell(status);
  }
}

/** The user, or the server, does not allow it to anybody: asking again changes nothing. */
function isDenied({ code, status }: ClusterError): boolean {
  return code === 'forbidden' || status === 405;
}

const atOnce: Pause = () => Promise.resolve();

const untilAborted: Pause = (signal) =>
  new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });

function after(milliseconds: number): Pause {
  if (milliseconds === 0) return atOnce;
  return (signal) => pauseUnlessAborted(milliseconds, signal);
}
