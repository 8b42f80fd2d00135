/** Kept-alive connections to one API server, made by `dial.ts`; none that may be dead is used again. */
import http from 'node:http';
import type { ClientRequest, ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import { dial } from './dial.ts';
import type { Route } from './dial.ts';
import { createLanes } from './lanes.ts';
import type { Lanes } from './lanes.ts';

/** A connection that rested for longer is closed instead of used: the way to the server may be another one by now. */
const restLimit = 15_000;

/** The same for what writes: it is sent once, and a connection that turns out to be dead leaves open whether it was done. */
const restLimitForWrites = 3000;

export interface ClusterAgentOptions {
  /** Milliseconds that a connection may rest; 15,000 unless told. */
  readonly restLimit?: number;
  /** Milliseconds of silence after which a connection that was used before is in doubt; 4,000 unless told. */
  readonly doubtAfter?: number;
}

export class ClusterAgent extends http.Agent {
  readonly route: Route;
  /** Bounds the connections: an agent counts those only that stand. */
  readonly lanes: Lanes = createLanes(8);
  readonly doubtAfter: number;
  readonly #restLimit: number;
  readonly #closed = new AbortController();
  readonly #restsSince = new WeakMap<Duplex, number>();
  #streams: ClusterAgent | undefined;

  constructor(route: Route, options: ClusterAgentOptions = {}) {
    super({ keepAlive: true });
    this.route = route;
    this.doubtAfter = options.doubtAfter ?? 4000;
    this.#restLimit = options.restLimit ?? restLimit;
    // What Node's own agents have, and a request compares with its address.
    Object.assign(this, route.tls ? { protocol: 'https:', defaultPort: 443 } : {});
  }

  /** For answers that go on for long: each has a connection of its own, new and not in the lanes of the others. */
  get forStreams(): ClusterAgent {
    if (this.#streams) return this.#streams;
    this.#streams = new ClusterAgent(this.route);
    this.#streams.retire();
    if (this.#closed.signal.aborted) this.#streams.destroy();
    return this.#streams;
  }

  override createConnection(
    _options: ClientRequestArgs,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    // Node's types want a socket beside an error as well.
    const answer = done as ((error: Error | null, socket?: Duplex) => void) | undefined;
    dial(this.route, this.#closed.signal).then(
      (socket) => {
        if (this.#closed.signal.aborted) socket.destroy();
        answer?.(null, socket);
      },
      (error: unknown) => answer?.(error instanceof Error ? error : new Error('not connected')),
    );
    return undefined;
  }

  /** Node's types say void; false would close the connection. */
  override keepSocketAlive(socket: Duplex): boolean {
    this.#restsSince.set(socket, Date.now());
    super.keepSocketAlive(socket);
    return true;
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    this.#restsSince.delete(socket);
    super.reuseSocket(socket, request);
  }

  /** Closes what has rested for too long. By the clock on the wall: a computer that sleeps counts no seconds. */
  closeRested(before: 'reading' | 'writing'): void {
    const limit =
      before === 'writing' ? Math.min(this.#restLimit, restLimitForWrites) : this.#restLimit;
    this.#closeIdle((since) => Math.abs(Date.now() - since) > limit);
  }

  /** Closes all that is not in use: one of them has turned out to be dead. */
  closeIdle(): void {
    this.#closeIdle(() => true);
  }

  /** Lets running requests end and keeps no connection for later ones. */
  retire(): void {
    this.maxFreeSockets = 0;
    this.closeIdle();
  }

  override destroy(): void {
    this.#closed.abort();
    this.#streams?.destroy();
    super.destroy();
  }

  #closeIdle(isOver: (since: number) => boolean): void {
    for (const sockets of Object.values(this.freeSockets)) {
      for (const socket of [...(sockets ?? [])]) {
        if (isOver(this.#restsSince.get(socket) ?? 0)) socket.destroy();
      }
    }
  }
}
