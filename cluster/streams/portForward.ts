/** One connection to a port of a pod (`pods/portforward`), over a WebSocket of its own: that protocol cannot end one of several. */
import { Duplex } from 'node:stream';
import type { Failure, Result } from '../api.ts';
import { fail, presentable } from '../errors/errors.ts';
import { withoutPeriod } from '../errors/serverWords.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ApiSocket } from '../http/request.ts';
import type { ConnectOptions, PodRef } from '../streamsApi.ts';
import { closesNothing, messageOf, piecesOf } from './channels.ts';
import { podSocket } from './podSocket.ts';
import { podWords } from './streamWords.ts';

export interface PodPort {
  readonly pod: PodRef;
  readonly port: number;
}

/** Of the first port that is asked for. */
const channels = { data: 0, error: 1 } as const;

/** Each channel begins with its port, two bytes. */
const portBytes = 2;

/** Longer words are cut. */
const mostWordBytes = 16 * 1024;

export async function connectToPod(
  connection: ClusterConnection,
  where: PodPort,
  { onFailure, signal }: ConnectOptions,
): Promise<Result<Duplex>> {
  const opened = await podSocket(connection, {
    ...{ pod: where.pod, subresource: 'portforward', verb: 'connect to' },
    query: new URLSearchParams({ ports: String(where.port) }),
    protocols: [closesNothing],
    ...(signal && { signal }),
  });
  return opened.ok ? { ok: true, value: duplexOver(opened.value, where, onFailure) } : opened;
}

function duplexOver(
  socket: ApiSocket,
  where: PodPort,
  onFailure: (failure: Failure) => void,
): Duplex {
  let wanted: (() => void) | undefined;
  const duplex = new Duplex({
    allowHalfOpen: true,
    read() {
      wanted?.();
      wanted = undefined;
    },
    write(chunk: Buffer, _encoding, done) {
      void sendAll(socket, chunk).then(() => done());
    },
    destroy(error, done) {
      wanted?.();
      socket.close();
      done(error);
    },
  });
  const words: Buffer[] = [];
  let wordBytes = 0;
  const skipped = [0, 0];
  const take = (message: Buffer): void | Promise<void> => {
    const channel = message[0];
    if (channel !== channels.data && channel !== channels.error) {
      onFailure(fail('server-error', wrongWords(where)));
      duplex.destroy();
      return undefined;
    }
    const before = Math.min(portBytes - (skipped[channel] ?? 0), message.length - 1);
    skipped[channel] = (skipped[channel] ?? 0) + before;
    const bytes = message.subarray(1 + before);
    if (bytes.length === 0) return undefined;
    if (channel === channels.error) {
      wordBytes += bytes.length;
      if (wordBytes <= mostWordBytes) words.push(bytes);
      return undefined;
    }
    if (duplex.destroyed || duplex.push(bytes)) return undefined;
    return new Promise((done) => (wanted = done));
  };
  void socket.read(take).then((end) => {
    if (words.length > 0) onFailure(refused(Buffer.concat(words).toString('utf8'), where));
    else if (end === 'wrong') onFailure(fail('server-error', wrongWords(where)));
    else if (end === 'broken') onFailure(fail('unreachable', brokenWords(where)));
    if (end === 'ended' && words.length === 0) duplex.push(null);
    else duplex.destroy();
  });
  return duplex;
}

async function sendAll(socket: ApiSocket, chunk: Uint8Array): Promise<void> {
  for (const piece of piecesOf(chunk)) await socket.send(messageOf(channels.data, piece));
}

function refused(words: string, { pod, port }: PodPort): Failure {
  if (/connection refused/i.test(words)) {
    return fail(
      'unreachable',
      `Nothing listens on port ${port} of ${podWords(pod)}. Look in its log whether the program has started, and on which port and address it listens`,
    );
  }
  const said = withoutPeriod(presentable(words));
  return fail('server-error', `Port ${port} of ${podWords(pod)} cannot be reached: ${said}`);
}

function brokenWords({ pod, port }: PodPort): string {
  return `The connection to port ${port} of ${podWords(pod)} broke`;
}

function wrongWords({ pod }: PodPort): string {
  return `What answers for ${podWords(pod)} does not keep to the protocol of Kubernetes, so the connection was closed. Check whether a proxy stands in between`;
}
