// A fake only for faults that a real API server cannot be made to show on demand: it passes requests on to a real one, but
// answers late, busy or not at all when it is told to. It speaks plain HTTP, to which the product sends no credentials, and
// adds those of the admin itself.
import { Agent, request as send } from 'node:https';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ClusterSession } from '../../cluster/api.ts';
import type { SessionOptions } from '../../cluster/session.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { kubeconfigFor, sessionFor } from './clusterFixture.ts';

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly isDryRun: boolean;
  /** An apply that is meant. */
  readonly isApply: boolean;
}

export type Fault =
  | { readonly status: number; readonly message?: string; readonly retryAfter?: number }
  /** The server does it, and nobody hears of it. */
  | 'done without an answer'
  /** The connection breaks before the server hears of it. */
  | 'broken'
  /** Kept back until `release`, and the answer after it. */
  | 'held'
  | undefined;

/** What happens to answers that are under way; `silent`: nothing more comes, and nothing says so. */
export type Disturbance = 'broken' | 'ended' | 'silent' | { readonly line: string };

export interface FaultProxy {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Decides on each request. */
  fault: (request: SeenRequest) => Fault;
  /** Passes on what is held. */
  release(): void;
  /** Watches whose answers are under way, not counting those that are silent. */
  readonly streams: number;
  /** Happens to all of them; a line is put into them as if the server had written it. */
  disturb(how: Disturbance): void;
  session(options?: SessionOptions): Promise<ClusterSession>;
}

export async function faultProxy(controlPlane: ControlPlane): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true, ca: controlPlane.caCert });
  const seen: SeenRequest[] = [];
  const held: (() => void)[] = [];
  const streams = new Set<Stream>();
  const server = createServer((request, response) => {
    // Read first: what is held is passed on even if the client has gone meanwhile, as a gateway may do.
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => decide(request, Buffer.concat(chunks), response));
  });
  const decide = (request: IncomingMessage, body: Buffer, response: ServerResponse) => {
    const { method = '', url: path = '' } = request;
    const isDryRun = path.includes('dryRun=All');
    const isApply = (method === 'PATCH' || method === 'POST') && !isDryRun;
    const one = { method, path, isDryRun, isApply };
    seen.push(one);
    const fault = proxy.fault(one);
    if (fault === 'held') held.push(() => pass(request, body, response));
    else if (fault === 'broken') request.socket.destroy();
    else if (fault === undefined || typeof fault === 'string') pass(request, body, response, fault);
    else refuse(response, fault);
  };
  const pass = (
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    fault?: Fault,
  ) => {
    const { method, url, headers } = request;
    const target = new URL(url ?? '/', controlPlane.url);
    const authorization = `Bearer ${controlPlane.tokens.admin}`;
    const options = { method, agent, headers: { ...headers, host: target.host, authorization } };
    const upstream = send(target, options, (answer) => {
      if (fault === 'done without an answer') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
      if (url?.includes('watch=1') && answer.statusCode === 200) {
        const stream = { answer, response };
        streams.add(stream);
        response.on('close', () => {
          streams.delete(stream);
          upstream.destroy();
        });
      }
    });
    upstream.on('error', () => request.socket.destroy());
    upstream.end(body);
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    agent.destroy();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const proxy: FaultProxy = {
    url,
    seen,
    fault: () => undefined,
    release: () => held.splice(0).forEach((go) => go()),
    get streams() {
      return streams.size;
    },
    disturb(how) {
      for (const stream of [...streams]) {
        disturb(stream, how);
        if (typeof how === 'string') streams.delete(stream);
      }
    },
    session: (options) => sessionFor(kubeconfigFor({ url, caCert: '' }, {}), options),
  };
  return proxy;
}

interface Stream {
  readonly answer: IncomingMessage;
  readonly response: ServerResponse;
}

function disturb({ answer, response }: Stream, how: Disturbance): void {
  if (typeof how === 'object') {
    response.write(`${how.line}\n`);
    return;
  }
  answer.unpipe(response);
  // What still comes is thrown away.
  answer.resume();
  if (how === 'broken') response.destroy();
  else if (how === 'ended') response.end();
}

function refuse(
  response: ServerResponse,
  { status, message = `made up ${status}`, retryAfter }: Exclude<Fault, string | undefined>,
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify({ kind: 'Status', status: 'Failure', code: status, message }));
}
