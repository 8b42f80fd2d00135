/** One HTTP request whose answer is read line by line, over a connection of its own; failures are values. */
import type http from 'node:http';
import { unpacked } from './bodyReader.ts';
import { exchange, readWhole } from './exchange.ts';
import type { HttpAnswer, HttpCall, HttpLoss, HttpTarget } from './exchange.ts';
import { LineTooLong, linesOf } from './lines.ts';
import type { ApiStream, StreamEnd } from './request.ts';

/** `timeout` is the time until the head of the answer is there; `signal` ends the stream as well. */
export async function openHttpStream(
  { agent, ...target }: HttpTarget,
  call: HttpCall,
): Promise<{ readonly ok: true; readonly value: ApiStream | HttpAnswer } | HttpLoss> {
  return exchange<ApiStream | HttpAnswer>(
    { ...target, agent: agent.forStreams },
    call,
    async (response) => (isStream(response, call) ? streamOf(response, call) : readWhole(response)),
  );
}

/** All else is an answer like any other: a refusal, or the page of somebody in between. */
function isStream(
  { statusCode, headers }: http.IncomingMessage,
  { isText = false }: HttpCall,
): boolean {
  const wanted = isText ? 'text/plain' : 'json';
  return statusCode === 200 && (headers['content-type'] ?? '').includes(wanted);
}

function streamOf(response: http.IncomingMessage, { signal, isText = false }: HttpCall): ApiStream {
  const onAbort = () => response.destroy();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  // Told to whoever reads; nobody may be doing so yet.
  response.on('error', () => undefined);
  return {
    async read(take) {
      let isTaking = false;
      try {
        for await (const line of linesOf(unpacked(response), { isText })) {
          if (signal?.aborted) return 'cancelled';
          isTaking = true;
          await take(line);
          isTaking = false;
        }
        return endOf(undefined, signal);
      } catch (error) {
        if (isTaking) throw error;
        return endOf(error, signal);
      } finally {
        signal?.removeEventListener('abort', onAbort);
        response.destroy();
      }
    },
  };
}

function endOf(error: unknown, signal: AbortSignal | undefined): StreamEnd {
  if (signal?.aborted) return 'cancelled';
  if (error instanceof LineTooLong) return 'too-long';
  return error === undefined ? 'ended' : 'broken';
}
