/** A request sent and what its answer, or the lack of one, means. */
import type { Failure, KubeContextInfo } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { HttpAnswer, HttpCall, HttpLoss, HttpTarget } from '../http/exchange.ts';
import { sendHttp } from '../http/httpRequest.ts';
import { openHttpStream } from '../http/httpStream.ts';
import type { ApiAnswer, ApiOutcome, ApiRequest, ApiSocket, ApiStream } from '../http/request.ts';
import { openWebSocket } from '../http/webSocket.ts';
import { otherServerFailure } from './otherServer.ts';
import { answerFailure, lostFailure, withRetryAfter } from './serverErrors.ts';

/** How a server is reached, and as whom. */
export type Way = Pick<HttpTarget, 'agent' | 'headers'>;

export interface Sending {
  readonly context: KubeContextInfo;
  /** Milliseconds. */
  readonly requestTimeout: number;
}

export type SendWith<T> = (
  request: ApiRequest,
  way: Way,
  sending: Sending,
) => Promise<ApiOutcome<T>>;

export async function send(
  request: ApiRequest,
  way: Way,
  sending: Sending,
): Promise<ApiOutcome<ApiAnswer>> {
  const exchange = await sendHttp(targetOf(way, sending), callOf(request, sending));
  if (!exchange.ok) return lost(exchange, request, way, sending);
  const { value } = exchange;
  const failure = failureIn(value, request, sending);
  return failure ?? { ok: true, value: { ...value, warnings: warningsOf(value) } };
}

/** For an answer that goes on. */
export async function openStream(
  request: ApiRequest,
  way: Way,
  sending: Sending,
): Promise<ApiOutcome<ApiStream>> {
  const opened = await openHttpStream(targetOf(way, sending), callOf(request, sending));
  if (!opened.ok) return lost(opened, request, way, sending);
  const { value } = opened;
  if ('read' in value) return { ok: true, value };
  const failure = failureIn(value, request, sending);
  return failure ?? notAStream(value, request, sending);
}

/** For messages to and fro. */
export function openSocket(protocols: readonly string[]): SendWith<ApiSocket> {
  return async (request, way, sending) => {
    const target = targetOf(way, sending);
    const opened = await openWebSocket(target, callOf(request, sending), protocols);
    if (!opened.ok) return lost(opened, request, way, sending);
    const { value } = opened;
    if ('send' in value) return { ok: true, value };
    return failureIn(value, request, sending) ?? notAStream(value, request, sending);
  };
}

function targetOf({ agent, headers }: Way, { context }: Sending): HttpTarget {
  return { url: context.server ?? '', agent, headers };
}

function callOf(request: ApiRequest, { requestTimeout }: Sending): HttpCall {
  const { method, path, body, signal, isText, repeatable } = request;
  return {
    method,
    path,
    headers: {
      Accept: request.accept ?? 'application/json',
      ...(body !== undefined && { 'Content-Type': request.contentType ?? 'application/json' }),
    },
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
    ...(isText && { isText }),
    timeout: timeoutOf(request, requestTimeout),
    repeatable,
  };
}

/** The longest time that a timer takes: 24 days. */
const never = 2 ** 31 - 1;

function timeoutOf({ asksWebhooks, waitsForNews }: ApiRequest, requestTimeout: number): number {
  if (waitsForNews) return never;
  return asksWebhooks ? 3 * requestTimeout : requestTimeout;
}

function lost(
  loss: HttpLoss,
  request: ApiRequest,
  { agent }: Way,
  { context }: Sending,
): ReturnType<typeof lostFailure> {
  return lostFailure(loss, request, context, context.server ?? '', agent.route.tls?.where);
}

/** What an answer refuses; undefined for one that does not. */
function failureIn(
  answer: HttpAnswer,
  request: ApiRequest,
  { context }: Sending,
): Failure | undefined {
  const server = context.server ?? '';
  const other = otherServerFailure(answer, request, context, server);
  if (other) return other;
  if (answer.status < 400) return undefined;
  return withRetryAfter(answerFailure(answer, request, context, server), answer.headers);
}

function notAStream(
  { status }: HttpAnswer,
  { verb, resource }: ApiRequest,
  { context }: Sending,
): Failure {
  return fail(
    'server-error',
    `The API server ${context.server ?? ''} (context ${context.name}) answered ${status} instead of a stream to ${verb} ${resource}. Check whether a proxy stands in between`,
    { verb, resource, status },
  );
}

function warningsOf({ headers }: HttpAnswer): string[] {
  const bytes = [headers.warning ?? []].flat().join(', ');
  const all = Buffer.from(bytes, 'latin1').toString('utf8'); // Node makes a character of each byte
  return [...all.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, words = '']) =>
    words.replace(/\\(.)/g, '$1'),
  );
}
