/** A port of this machine that leads to a port of a pod, for as long as it is wanted; to another pod where one goes. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClusterError, Failure, ResourceRef, Result } from '../api.ts';
import { errorCode, fail } from '../errors/errors.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { Forward, ForwardOptions } from '../streamsApi.ts';
import { podBehind } from './podBehind.ts';
import { connectToPod, type PodPort } from './portForward.ts';

/** Nobody else reaches it. */
const host = '127.0.0.1';

/** More at a time wait, as each is a connection to the API server. */
const mostConnections = 100;

/**
 * The protocol cannot tell the pod that the program here has said all that it has to say. What is still to come may take so long, in
 * milliseconds of silence, until both sides are ended.
 */
const answersWithin = 30_000;

/** Resolves when it listens. */
export async function openForward(
  context: ResourceContext,
  ref: ResourceRef,
  options: ForwardOptions & { readonly beginning: AbortSignal; readonly signal: AbortSignal },
): Promise<Result<Forward>> {
  const { port, localPort = 0, beginning, signal } = options;
  const first = await podBehind(context, ref, port, { signal: beginning });
  if (!first.ok) return first;
  const state = new ForwardState(context, ref, options, first.value);
  const server = createServer({ allowHalfOpen: true }, (socket) => void state.accept(socket));
  server.maxConnections = mostConnections;
  const listening = await listen(server, localPort);
  if (!listening.ok) return listening;
  const close = () => {
    server.close();
    state.close();
  };
  const onAbort = () => {
    close();
    options.onChange();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) close();
  return {
    ok: true,
    value: {
      localPort: listening.value,
      get pod() {
        return state.target?.pod ?? first.value.pod;
      },
      get failure() {
        return state.failure;
      },
      get isOver() {
        return !server.listening;
      },
      dispose() {
        signal.removeEventListener('abort', onAbort);
        close();
      },
    },
  };
}

class ForwardState {
  /** Where the next connection leads; undefined where that is to be found out anew. */
  target: PodPort | undefined;
  failure: ClusterError | undefined;
  #last: PodPort;
  readonly #context: ResourceContext;
  readonly #ref: ResourceRef;
  readonly #options: ForwardOptions;
  readonly #open = new Set<Socket>();
  readonly #closed = new AbortController();

  constructor(context: ResourceContext, ref: ResourceRef, options: ForwardOptions, first: PodPort) {
    [this.#context, this.#ref, this.#options] = [context, ref, options];
    this.target = first;
    this.#last = first;
  }

  async accept(socket: Socket): Promise<void> {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#open.delete(socket));
    const connected = await this.#connect();
    if (!connected.ok) {
      this.#fail(connected);
      socket.destroy();
      return;
    }
    join(socket, connected.value);
    // That there is a connection says nothing yet: whether the pod listens is told later.
    connected.value.once('data', () => this.#answered());
  }

  close(): void {
    this.#closed.abort();
    for (const socket of this.#open) socket.destroy();
  }

  /** To the pod that answered last; where it does not any more, to another one. */
  async #connect(): Promise<Result<Duplex>> {
    const { signal } = this.#closed;
    const old = this.target;
    if (old) {
      const connected = await this.#connectTo(old);
      if (connected.ok || signal.aborted) return connected;
      if (this.target === old) this.target = undefined;
    }
    const found = await podBehind(this.#context, this.#ref, this.#options.port, {
      signal,
      ...(old && { avoid: old.pod }),
    });
    if (!found.ok) return found;
    const { value } = found;
    this.target = value;
    if (value.pod.name !== this.#last.pod.name) {
      this.#last = value;
      this.#options.onChange();
    }
    return this.#connectTo(value);
  }

  #connectTo({ pod, port }: PodPort): Promise<Result<Duplex>> {
    return connectToPod(
      this.#context.connection,
      { pod, port },
      { onFailure: (failure) => this.#fail(failure), signal: this.#closed.signal },
    );
  }

  #answered(): void {
    if (this.failure === undefined) return;
    this.failure = undefined;
    this.#options.onChange();
  }

  #fail({ error }: Failure): void {
    if (this.#closed.signal.aborted) return;
    if (error.code === 'unreachable') this.target = undefined;
    const isNews = this.failure?.message !== error.message;
    this.failure = error;
    if (isNews) this.#options.onChange();
  }
}

function join(socket: Socket, pod: Duplex): void {
  if (socket.destroyed) {
    pod.destroy();
    return;
  }
  let silence: NodeJS.Timeout | undefined;
  const waitOn = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.destroy(), answersWithin).unref();
  };
  socket.once('end', () => {
    waitOn();
    pod.on('data', waitOn);
  });
  socket.once('close', () => {
    clearTimeout(silence);
    pod.destroy();
  });
  pod.on('error', () => socket.destroy());
  pod.once('close', () => {
    if (!pod.readableEnded) socket.destroy();
  });
  socket.pipe(pod, { end: false });
  pod.pipe(socket);
}

async function listen(server: Server, port: number): Promise<Result<number>> {
  try {
    await new Promise<void>((done, failed) => {
      server.once('error', failed);
      server.listen(port, host, done);
    });
    return { ok: true, value: (server.address() as AddressInfo).port };
  } catch (error) {
    const code = errorCode(error) ?? 'unknown reason';
    const why =
      code === 'EADDRINUSE'
        ? 'another program listens there'
        : code === 'EACCES'
          ? 'this system lets only administrators listen there'
          : code;
    return fail(
      'invalid',
      `Port ${port} of this machine cannot be used: ${why}. Choose another one, or 0 for any that is free`,
    );
  }
}
