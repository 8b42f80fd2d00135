/** One HTTP exchange over a kept-alive connection, with time limits; failures are values. */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { readBody } from './bodyReader.ts';
import { errorCode } from './errors.ts';

export interface HttpTarget {
  /** Base address without a slash at the end. */
  readonly url: string;
  readonly agent: http.Agent;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  readonly timeout: number;
  readonly connectTimeout: number;
  /** May be sent again when a kept-alive connection was closed by the other side. */
  readonly repeatable: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

export interface HttpLoss {
  readonly ok: false;
  readonly why: 'cancelled' | 'connect-timeout' | 'timeout' | 'error';
  /** Node's or OpenSSL's code. */
  readonly code?: string;
  /** The request may have reached the server. */
  readonly maybeDone: boolean;
}

export async function sendHttp(
  target: HttpTarget,
  call: HttpCall,
): Promise<{ ok: true; value: HttpAnswer } | HttpLoss> {
  const first = await exchange(target, call);
  if (first.ok || !first.stale || !call.repeatable) return first;
  const second = await exchange(target, call);
  // The first one may have been done even if the second never left.
  return second.ok ? second : { ...second, maybeDone: true };
}

/** `stale`: an old connection turned out to be closed. */
type Exchange = { ok: true; value: HttpAnswer } | (HttpLoss & { stale: boolean });

function exchange(target: HttpTarget, call: HttpCall): Promise<Exchange> {
  return new Promise((done) => {
    let connected = false;
    let reused = false;
    let connectTimer: NodeJS.Timeout | undefined;
    let stopped: HttpLoss['why'] | undefined;
    const url = new URL(target.url + call.path);
    const body = call.body === undefined ? undefined : Buffer.from(call.body);
    let request: http.ClientRequest;
    try {
      request = (url.protocol === 'https:' ? https : http).request(url, {
        method: call.method,
        agent: target.agent,
        headers: {
          ...target.headers,
          ...call.headers,
          'Accept-Encoding': 'gzip',
          ...(body && { 'Content-Length': body.length }),
        },
      });
    } catch (error) {
      // A header that cannot be sent, e.g. a token with a line break in it.
      const code = errorCode(error);
      done({ ok: false, why: 'error', ...(code && { code }), maybeDone: false, stale: false });
      return;
    }
    const finish = (result: Exchange) => {
      clearTimeout(timer);
      clearTimeout(connectTimer);
      call.signal?.removeEventListener('abort', onAbort);
      done(result);
    };
    const stop = (why: HttpLoss['why']) => {
      stopped ??= why;
      request.destroy(new Error(why));
    };
    const onAbort = () => stop('cancelled');
    const timer = setTimeout(() => stop('timeout'), call.timeout);
    const onConnected = () => {
      connected = true;
      clearTimeout(connectTimer);
    };
    call.signal?.addEventListener('abort', onAbort, { once: true });
    if (call.signal?.aborted) onAbort();
    request.on('socket', (socket) => {
      // Counted from here: a request may wait in the agent's queue first. `reusedSocket` is not set for those.
      reused = !isConnecting(socket);
      if (reused) {
        onConnected();
        return;
      }
      connectTimer = setTimeout(() => stop('connect-timeout'), call.connectTimeout);
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', onConnected);
    });
    const lost = (error: unknown) => {
      const code = errorCode(error);
      finish({
        ok: false,
        why: stopped ?? 'error',
        ...(code && { code }),
        maybeDone: connected,
        stale: !stopped && reused && (code === 'ECONNRESET' || code === 'EPIPE'),
      });
    };
    request.on('error', lost);
    request.on('response', (response) => {
      const answer = { status: response.statusCode ?? 0, headers: response.headers };
      readBody(response).then(
        (body) => finish({ ok: true, value: { ...answer, body } }),
        (error: unknown) => {
          lost(error);
          // Whatever else it would send is not wanted.
          request.destroy();
        },
      );
    });
    request.end(body);
  });
}

/** Still shaking hands, on either layer. */
function isConnecting(socket: Socket): boolean {
  return socket.connecting || ('secureConnecting' in socket && socket.secureConnecting === true);
}
