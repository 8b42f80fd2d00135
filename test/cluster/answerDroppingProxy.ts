// A fake for one fault that the real API server cannot be made to show on demand: it gets the request, does it, and
// its answer never arrives. Bytes pass through untouched (TLS included) until the answers are cut.
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface AnswerDroppingProxy {
  readonly url: string;
  /** From now on requests reach the server and their connection breaks instead of an answer. */
  cutAnswers(): void;
  /** From now on connections break before a request gets through. */
  cutRequests(): void;
  /** From now on new connections work again. */
  letAllPass(): void;
  /** From now on nobody listens. */
  close(): void;
}

export async function answerDroppingProxy(serverUrl: string): Promise<AnswerDroppingProxy> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let cutting = false;
  let cuttingRequests = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let handshakeDone = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (cuttingRequests) client.destroy();
      else upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      // Connections made before the cut have shaken hands: what comes now is an answer.
      if (cutting && handshakeDone) client.destroy();
      else client.write(bytes);
    });
    setTimeout(() => (handshakeDone = true), 0);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const close = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  onTestFinished(close);
  return {
    url: `https://${hostname}:${address.port}`,
    cutAnswers: () => (cutting = true),
    cutRequests: () => (cuttingRequests = true),
    letAllPass() {
      cutting = false;
      cuttingRequests = false;
    },
    close,
  };
}
