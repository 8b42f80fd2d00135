/** One HTTP exchange over a kept-alive connection, with time limits; failures are values. */
import http from 'node:http';
import { readBody } from './bodyReader.ts';
import type { ClusterAgent } from '../connect/clusterAgent.ts';
import { ConnectFault } from '../connect/connectFault.ts';
import { sendsToProxy } from '../connect/dial.ts';
import { proxyAuthorization } from '../connect/tunnel.ts';
import { errorCode } from '../errors/errors.ts';

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
  readonly timeout: number;
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

export async function sendHttp(
  target: HttpTarget,
  call: HttpCall,
): Promise<{ ok: true; value: HttpAnswer } | HttpLoss> {
  const lane = await target.agent.lanes.enter(call.signal);
  if (!lane) return { ok: false, why: 'cancelled', maybeDone: false };
  try {
    target.agent.closeRested(call.method === 'GET' ? 'reading' : 'writing');
    const first = await (call.method === 'GET' ? doubted(target, call) : exchange(target, call));
    // One connection that is dead or closed says that those beside it are no better.
    if (!first.ok && (first.stale || first.why === 'timeout')) target.agent.closeIdle();
    if (first.ok || !first.stale || !call.repeatable) return first;
    const second = await exchange(target, call);
    // The first one may have been done even if the second never left.
    if (!second.ok) return { ...second, maybeDone: true };
    return { ok: true, value: { ...second.value, isSecond: true } };
  } finally {
    lane.leave();
  }
}

/** `stale`: an old connection turned out to be closed. */
type Exchange = { ok: true; value: HttpAnswer } | (HttpLoss & { stale: boolean });

/** What is known of an exchange while it is under way. */
interface Progress {
  isOnOldConnection: boolean;
  isAnswered: boolean;
}

/**
 * Reads, and asks a second time on a new connection when an old one stays silent for a while: it may be dead (the computer
 * slept, the VPN is another one), and nothing says so. The first answer counts.
 */
async function doubted(target: HttpTarget, call: HttpCall): Promise<Exchange> {
  const { agent } = target;
  const progress: Progress = { isOnOldConnection: false, isAnswered: false };
  const [old, fresh] = [new AbortController(), new AbortController()];
  const first = exchange(target, { ...call, signal: either(old.signal, call.signal) }, progress);
  const early = await settledWithin(first, agent.doubtAfter);
  if (early || !progress.isOnOldConnection || progress.isAnswered) return first;
  agent.closeIdle();
  const again = { ...call, signal: either(fresh.signal, call.signal) };
  const second = exchange(target, again).then((result) => (result.ok ? result : first));
  const result = await Promise.race([first, second]);
  old.abort();
  fresh.abort();
  return result;
}

function either(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one;
}

async function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), milliseconds);
  });
  const settled = work.then(() => true);
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(
  target: HttpTarget,
  call: HttpCall,
  progress?: Progress,
): Promise<Exchange> {
  const body = call.body === undefined ? undefined : Buffer.from(call.body);
  let request: http.ClientRequest;
  try {
    request = new http.ClientRequest(optionsOf(target, call, body));
  } catch (error) {
    // A header that cannot be sent, e.g. a token with a line break in it.
    const code = errorCode(error);
    return { ok: false, why: 'error', ...(code && { code }), maybeDone: false, stale: false };
  }
  const ended = untilEnd(request, target, call, progress);
  request.end(body);
  return ended;
}

/** What becomes of a request that has been made and is about to be sent. */
function untilEnd(
  request: http.ClientRequest,
  target: HttpTarget,
  call: HttpCall,
  progress: Progress | undefined,
): Promise<Exchange> {
  return new Promise((done) => {
    let connected = false;
    let stopped: HttpLoss['why'] | undefined;
    const finish = (result: Exchange) => {
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
    request.on('response', (response) => {
      if (progress) progress.isAnswered = true;
      readAnswer(response, target).then(
        (value) => finish({ ok: true, value }),
        (error: unknown) => {
          lost(error);
          // Whatever else it would send is not wanted.
          request.destroy();
        },
      );
    });
  });
}

/** Rejects where a proxy answers in place of the server, or the body does not come to its end. */
async function readAnswer(
  response: http.IncomingMessage,
  { agent: { route } }: HttpTarget,
): Promise<HttpAnswer> {
  const answer = { status: response.statusCode ?? 0, headers: response.headers };
  if (answer.status === 407 && sendsToProxy(route))
    throw new ConnectFault('proxy-credentials', route.proxy);
  return { ...answer, body: await readBody(response) };
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
