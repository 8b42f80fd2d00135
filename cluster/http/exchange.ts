/** One request over one connection and what is read of its answer, with a limit of time; failures are values. */
import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { ClusterAgent } from '../connect/clusterAgent.ts';
import { ConnectFault } from '../connect/connectFault.ts';
import { sendsToProxy } from '../connect/dial.ts';
import { proxyAuthorization } from '../connect/tunnel.ts';
import { errorCode } from '../errors/errors.ts';
import { readBody } from './bodyReader.ts';

export interface HttpTarget {
  readonly agent: ClusterAgent;
  /** Base address without a slash at the end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds until the answer has been read. */
  readonly timeout: number;
  /** The answer is text that a person reads, not JSON. */
  readonly isText?: boolean;
  /** May be sent again when a kept-alive connection was closed by the other side. */
  readonly repeatable: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
  /** To a second sending: the first, on a connection that was closed, may have been done as well. */
  readonly isSecond?: boolean;
}

export interface HttpLoss {
  readonly ok: false;
  readonly why: 'cancelled' | 'timeout' | 'error';
  /** Node's or OpenSSL's code. */
  readonly code?: string;
  /** Why there was no connection, where no code says it. */
  readonly fault?: ConnectFault;
  /** The request may have reached the server. */
  readonly maybeDone: boolean;
}

/** `stale`: an old connection turned out to be closed. */
export type Exchange<T> =
  { readonly ok: true; readonly value: T } | (HttpLoss & { stale: boolean });

/** What is known of an exchange while it is under way. */
export interface Progress {
  isOnOldConnection: boolean;
  isAnswered: boolean;
}

/** What is made of an answer whose head is there. A rejection is a loss. `upgraded`: the connection speaks what the request asked for. */
export type ReadAnswer<T> = (response: http.IncomingMessage, upgraded?: Upgraded) => Promise<T>;

/** A connection that is no longer one of HTTP, and what came of it behind the head of the answer. */
export interface Upgraded {
  readonly socket: Duplex;
  readonly head: Buffer;
}

export async function exchange<T>(
  target: HttpTarget,
  call: HttpCall,
  read: ReadAnswer<T>,
  progress?: Progress,
): Promise<Exchange<T>> {
  const body = call.body === undefined ? undefined : Buffer.from(call.body);
  let request: http.ClientRequest;
  try {
    request = new http.ClientRequest(optionsOf(target, call, body));
  } catch (error) {
    // A header that cannot be sent, e.g. a token with a line break in it.
    const code = errorCode(error);
    return { ok: false, why: 'error', ...(code && { code }), maybeDone: false, stale: false };
  }
  const ended = untilEnd(request, target, { call, read, progress });
  request.end(body);
  return ended;
}

interface Reading<T> {
  readonly call: HttpCall;
  readonly read: ReadAnswer<T>;
  readonly progress: Progress | undefined;
}

/** What becomes of a request that has been made and is about to be sent. */
function untilEnd<T>(
  request: http.ClientRequest,
  { agent: { route } }: HttpTarget,
  { call, read, progress }: Reading<T>,
): Promise<Exchange<T>> {
  return new Promise((done) => {
    let connected = false;
    let stopped: HttpLoss['why'] | undefined;
    const finish = (result: Exchange<T>) => {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', onAbort);
      done(result);
    };
    const lost = (error: unknown) => {
      const code = errorCode(error);
      const closed = code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT';
      finish({
        ok: false,
        why: stopped ?? 'error',
        ...(code && { code }),
        ...(error instanceof ConnectFault && { fault: error }),
        maybeDone: connected && !(error instanceof ConnectFault),
        stale: !stopped && request.reusedSocket && closed,
      });
    };
    const stop = (why: HttpLoss['why']) => {
      stopped ??= why;
      request.destroy(new Error(why));
      // Without a connection the request tells its end only once there is one.
      if (!connected) lost(undefined);
    };
    const onAbort = () => stop('cancelled');
    const timer = setTimeout(() => stop('timeout'), call.timeout);
    call.signal?.addEventListener('abort', onAbort, { once: true });
    if (call.signal?.aborted) onAbort();
    // The agent hands over sockets that are connected, TLS included.
    request.on('socket', () => {
      connected = true;
      if (progress) progress.isOnOldConnection = request.reusedSocket;
    });
    request.on('error', lost);
    const onAnswer = (response: http.IncomingMessage, upgraded?: Upgraded) => {
      if (progress) progress.isAnswered = true;
      // A proxy that answers in place of the server.
      const isRefused = response.statusCode === 407 && sendsToProxy(route);
      const fault = isRefused && new ConnectFault('proxy-credentials', route.proxy);
      (fault ? Promise.reject(fault) : read(response, upgraded)).then(
        (value) => finish({ ok: true, value }),
        (error: unknown) => {
          lost(error);
          // Whatever else it would send is not wanted.
          request.destroy();
        },
      );
    };
    request.on('response', onAnswer);
    // Without anybody who listens, Node ends a connection that is changed unasked.
    if (call.headers.Upgrade !== undefined)
      request.on('upgrade', (response, socket, head) => onAnswer(response, { socket, head }));
  });
}

/** The whole answer. Rejects where the body does not come to its end, or is too large. */
export async function readWhole(response: http.IncomingMessage): Promise<HttpAnswer> {
  const { statusCode: status = 0, headers } = response;
  return { status, headers, body: await readBody(response) };
}

/** For `http.ClientRequest`: VS Code replaces http.request by one that puts its own proxy in place of the agent. */
function optionsOf(
  { url, agent, headers }: HttpTarget,
  call: HttpCall,
  body: Buffer | undefined,
): http.RequestOptions {
  const { host, port, proxy } = agent.route;
  const { protocol, pathname } = new URL(url);
  const base = pathname === '/' ? '' : pathname;
  const isForwarded = sendsToProxy(agent.route);
  const authorization = isForwarded && proxy ? proxyAuthorization(proxy) : undefined;
  return {
    method: call.method,
    protocol,
    host,
    port,
    path: isForwarded ? `${url}${call.path}` : `${base}${call.path}`,
    agent,
    headers: {
      ...headers,
      ...call.headers,
      'Accept-Encoding': 'gzip',
      ...(authorization && { 'Proxy-Authorization': authorization }),
      ...(body && { 'Content-Length': body.length }),
    },
  };
}
