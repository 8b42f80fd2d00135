// A fake for one fault that a real API server cannot be made to show on demand: connections that are dead without a word, as
// after the sleep of a computer. Bytes pass through untouched (TLS included); from a moment on those of old connections are lost.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface DeafConnections {
  readonly url: string;
  /** How many connections were made in all. */
  readonly made: number;
  /** What was made until now hears and says nothing any more; new ones work. */
  deafen(): void;
}

export async function deafConnections(serverUrl: string): Promise<DeafConnections> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let made = 0;
  let deaf = 0;
  const server = createServer((client) => {
    const number = ++made;
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    client.on('data', (bytes) => number > deaf && upstream.write(bytes));
    upstream.on('data', (bytes) => number > deaf && client.write(bytes));
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get made() {
      return made;
    },
    deafen: () => (deaf = made),
  };
}
