// A forward proxy as small as can be, in place of a company's: HTTP with CONNECT, with TLS if told, and SOCKS version 5. It
// forwards for real; its faults (no answer, a refusal) are those that no proxy shows on demand.
import http from 'node:http';
import https from 'node:https';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ForwardProxyOptions {
  readonly user?: string;
  readonly password?: string;
  /** Certificate and key: it is asked by https. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** What it answers to each CONNECT in place of a connection. */
  readonly answer?: string;
  /** It takes connections and says nothing. */
  readonly isSilent?: boolean;
}

export interface ForwardProxy {
  readonly port: number;
  /** `CONNECT host:port`, `GET http://…` or `SOCKS host:port`, one for each. */
  readonly seen: string[];
}

/** Names that end so are known to the proxy alone, as in a company: they are this machine. */
export const insideName = 'api.inside.example';

export async function httpProxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const seen: string[] = [];
  const { user, password, tls, answer, isSilent } = options;
  const wanted = user && `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
  const isRefused = (request: http.IncomingMessage) =>
    wanted !== undefined && request.headers['proxy-authorization'] !== wanted;
  const forward: http.RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (isRefused(request)) return void response.writeHead(407).end();
    const { host: _host, 'proxy-authorization': _secret, ...headers } = request.headers;
    const onward = http.request(request.url ?? '', { method: request.method, headers }, (got) => {
      response.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };
  const server = tls ? https.createServer(tls, forward) : http.createServer(forward);
  server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    seen.push(`CONNECT ${request.url}`);
    client.on('error', () => client.destroy());
    if (isSilent) return;
    if (answer !== undefined) return void client.end(answer);
    if (isRefused(request)) return void client.end('HTTP/1.1 407 Give a password\r\n\r\n');
    const [host = '', port] = (request.url ?? '').split(/:(?=\d+$)/);
    join(client, host, Number(port), 'HTTP/1.1 200 OK\r\n\r\n');
  });
  return { port: await listen(server), seen };
}

export async function socksProxy({
  user,
  password,
}: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const seen: string[] = [];
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    void talk(client).catch(() => client.destroy());
  });
  const talk = async (client: Socket) => {
    const [, methods = 0] = await take(client, 2);
    await take(client, methods);
    client.write(Buffer.from([5, user ? 2 : 0]));
    if (user) {
      const [, length = 0] = await take(client, 2);
      const name = await take(client, length);
      const [secretLength = 0] = await take(client, 1);
      const secret = await take(client, secretLength);
      const isGood = name.toString() === user && secret.toString() === password;
      client.write(Buffer.from([1, isGood ? 0 : 1]));
      if (!isGood) return void client.end();
    }
    const [, , , kind] = await take(client, 4);
    const host =
      kind === 1
        ? (await take(client, 4)).join('.')
        : (await take(client, (await take(client, 1))[0] ?? 0)).toString();
    const port = (await take(client, 2)).readUInt16BE();
    seen.push(`SOCKS ${host}:${port}`);
    join(client, host, port, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  };
  return { port: await listen(server), seen };
}

function join(client: Socket, host: string, port: number, greeting: string | Buffer): void {
  const upstream = connect(port, host === insideName ? '127.0.0.1' : host, () => {
    client.write(greeting);
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

async function take(client: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes = count === 0 ? Buffer.alloc(0) : (client.read(count) as Buffer | null);
    if (bytes) return bytes;
    await new Promise((readable) => client.once('readable', readable));
  }
}

async function listen(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}
