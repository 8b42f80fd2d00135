// A fake server of WebSockets: a real API server cannot be made to break one, to flood it or to say what is none of the protocol.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished, vi } from 'vitest';
import { ClusterAgent } from '../connect/clusterAgent.ts';
import { openSocket, type Sending } from '../answers/sending.ts';
import type { ClusterConnection } from '../http/connection.ts';

/** A frame as a server sends it: not masked. */
export function serverFrame(opcode: number, payload: Uint8Array, first = 0x80): Buffer {
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.from([first | opcode, length])
      : Buffer.from([first | opcode, 126, length >> 8, length & 255]);
  return Buffer.concat([head, payload]);
}

/** A message of a channel, as a server sends it. */
export function channelFrame(channel: number, words: string): Buffer {
  return serverFrame(2, Buffer.concat([Buffer.from([channel]), Buffer.from(words)]));
}

export interface FakeSocketServer {
  readonly connection: ClusterConnection;
  /** What was asked for, e.g. `/api/v1/…/exec?…`. */
  readonly asked: string[];
  /** Resolves once no connection is open. */
  untilClosed(): Promise<void>;
}

/** `answer` gets the connection once the handshake is done; `protocol` is the one that the server chooses. */
export async function fakeSocketServer(
  answer: (socket: Duplex, request: IncomingMessage) => void,
  { protocol = 'v5.channel.k8s.io', accept }: { protocol?: string; accept?: string } = {},
): Promise<FakeSocketServer> {
  const asked: string[] = [];
  let open = 0;
  const server = createServer();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    open++;
    socket.on('error', () => undefined);
    socket.on('close', () => open--);
    socket.on('end', () => socket.end());
    asked.push(request.url ?? '');
    const key = request.headers['sec-websocket-key'] ?? '';
    const proof = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept ?? proof.digest('base64')}`,
      `Sec-WebSocket-Protocol: ${protocol}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    answer(socket, request);
    if (socket.listenerCount('data') === 0) socket.resume();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const agent = new ClusterAgent({ host: '127.0.0.1', port, connectTimeout: 5000 });
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${port}`;
  const context = { name: 'test', cluster: 'c', user: 'u', namespace: 'default', file: 'f' };
  const sending: Sending = { context: { ...context, server: url }, requestTimeout: 5000 };
  const none = () => Promise.reject(new Error('only sockets'));
  const connection: ClusterConnection = {
    ...{ server: url, requestTimeout: 5000, request: none, stream: none },
    socket: (request, protocols) => openSocket(protocols)(request, { agent, headers: {} }, sending),
    ...{ tryLoginAgain: () => undefined, retire: () => undefined, close: () => agent.destroy() },
  };
  const untilClosed = () =>
    vi.waitFor(() => {
      if (open > 0) throw new Error(`${open} connections are open`);
    }, 5000);
  return { connection, asked, untilClosed };
}
