/** A program run in a container (`pods/exec`), over a WebSocket. */
import type { Result } from '../api.ts';
import { cancelled, fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ApiSocket, SocketEnd } from '../http/request.ts';
import type { ContainerRef, ExecOptions, ExecProcess, TerminalSize } from '../streamsApi.ts';
import {
  channels,
  closeOf,
  closesChannels,
  closesNothing,
  messageOf,
  piecesOf,
} from './channels.ts';
import { parseJson } from '../values.ts';
import { exitOf } from './exitStatus.ts';
import { whereOf } from './streamWords.ts';
import { podSocket } from './podSocket.ts';

/** Longer than any status; what is beyond it is dropped. */
const mostStatusLength = 64 * 1024;

export async function openExec(
  connection: ClusterConnection,
  where: ContainerRef,
  options: ExecOptions,
): Promise<Result<ExecProcess>> {
  const { command, hasInput = false, terminal, signal } = options;
  const query = new URLSearchParams([
    ['container', where.container],
    ['stdin', String(hasInput)],
    ['stdout', 'true'],
    ['stderr', String(!terminal)],
    ['tty', String(terminal !== undefined)],
    ...command.map((word): [string, string] => ['command', word]),
  ]);
  const opened = await podSocket(connection, {
    ...{ pod: where.pod, subresource: 'exec', query, verb: 'run a program in' },
    protocols: [closesChannels, closesNothing],
    ...(signal && { signal }),
  });
  if (!opened.ok) return opened;
  const process = processOver(opened.value, where, options);
  if (terminal) process.resize(terminal);
  return { ok: true, value: process };
}

function processOver(socket: ApiSocket, where: ContainerRef, options: ExecOptions): ExecProcess {
  let sent = Promise.resolve();
  /** One after the other: nothing comes between the pieces of what was written before. */
  const inOrder = (send: () => Promise<void>): Promise<void> => {
    sent = sent.then(send);
    return sent;
  };
  return {
    write: (bytes) =>
      inOrder(async () => {
        for (const piece of piecesOf(bytes)) await socket.send(messageOf(channels.input, piece));
      }),
    endsInput: socket.protocol === closesChannels,
    endInput: () =>
      inOrder(async () => {
        if (socket.protocol === closesChannels) await socket.send(closeOf(channels.input));
      }),
    resize({ columns, rows }: TerminalSize) {
      const size = JSON.stringify({ Width: columns, Height: rows });
      void socket.send(messageOf(channels.size, Buffer.from(size)));
    },
    ended: untilEnd(socket, where, options),
    close: () => socket.close(),
  };
}

async function untilEnd(
  socket: ApiSocket,
  where: ContainerRef,
  { command, onOutput, onErrorOutput, signal }: ExecOptions,
): Promise<Result<number>> {
  const seen = { status: '', isTold: false, isWrong: false };
  const take = (message: Buffer): void | Promise<void> => {
    const bytes = message.subarray(1);
    switch (message[0]) {
      case channels.output:
        return onOutput(bytes);
      case channels.errorOutput:
        return onErrorOutput?.(bytes);
      case channels.status:
        if (seen.isTold || seen.status.length > mostStatusLength) return undefined;
        seen.status += bytes.toString('utf8');
        seen.isTold = parseJson(seen.status) !== undefined;
        // The program has ended, and all that it wrote was sent before.
        if (seen.isTold) socket.close();
        return undefined;
      default:
        seen.isWrong = true;
        socket.close();
        return undefined;
    }
  };
  let end: SocketEnd;
  try {
    end = await socket.read(take);
  } catch {
    end = 'cancelled'; // whoever takes the bytes can take no more of them
  }
  if (seen.status !== '' && !signal?.aborted) return exitOf(seen.status, where, command);
  if (seen.isWrong || end === 'wrong') return fail('server-error', wrongWords(where));
  if (end === 'cancelled') return cancelled();
  return fail(
    'unreachable',
    `The connection to ${whereOf(where)} broke. Whether ${command[0] ?? ''} still runs there is not known`,
  );
}

function wrongWords(where: ContainerRef): string {
  return `What answers for ${whereOf(where)} does not keep to the protocol of Kubernetes, so the connection was closed. Check whether a proxy stands in between`;
}
