/** A way through a proxy: CONNECT for http and https, SOCKS version 5. What it gives back is a bare connection to the server. */
import http from 'node:http';
import net from 'node:net';
import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { errorCode } from '../errors/errors.ts';
import { ConnectFault } from './connectFault.ts';
import type { Proxy } from './proxy.ts';

/** `toProxy` is connected. Rejects with a `ConnectFault`; who called destroys `toProxy` then. */
export function openTunnel(
  toProxy: Socket,
  proxy: Proxy,
  host: string,
  port: number,
): Promise<Socket> {
  return proxy.scheme === 'socks5'
    ? openSocks(toProxy, proxy, host, port)
    : openConnect(toProxy, proxy, host, port);
}

/** The value of Proxy-Authorization, where the proxy has a user or the editor names one. */
export function proxyAuthorization({ user, authorization }: Proxy): string | undefined {
  if (authorization !== undefined) return authorization;
  if (!user) return undefined;
  return `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
}

function openConnect(toProxy: Socket, proxy: Proxy, host: string, port: number): Promise<Socket> {
  const target = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
  const authorization = proxyAuthorization(proxy);
  return new Promise((done, failed) => {
    // Not http.request, which VS Code replaces by one that chooses a proxy itself.
    const request = new http.ClientRequest({
      method: 'CONNECT',
      path: target,
      createConnection: () => toProxy,
      headers: { Host: target, ...(authorization && { 'Proxy-Authorization': authorization }) },
    });
    request.on('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode === 200) done(socket);
      else {
        const kind = statusCode === 407 ? 'proxy-credentials' : 'proxy-refused';
        failed(new ConnectFault(kind, proxy, String(statusCode)));
      }
    });
    request.on('error', (error) => {
      const code = errorCode(error);
      const isOther = code?.startsWith('HPE_') ?? false;
      failed(new ConnectFault(isOther ? 'proxy-other-protocol' : 'proxy-refused', proxy, code));
    });
    request.end();
  });
}

/** The words of the library that tell a refusal of the user from one of the target. */
const socksFaults = [
  [/authentication/i, 'proxy-credentials'],
  [/rejected/i, 'proxy-refused'],
  [/closed/i, 'proxy-refused'],
  [/socks version|handshake|response/i, 'proxy-other-protocol'],
] as const;

async function openSocks(
  toProxy: Socket,
  proxy: Proxy,
  host: string,
  port: number,
): Promise<Socket> {
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type: 5,
        ...(proxy.user && { userId: proxy.user.name, password: proxy.user.password }),
      },
      destination: { host, port },
      existing_socket: toProxy,
    });
    return socket;
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    const kind = socksFaults.find(([pattern]) => pattern.test(words))?.[1] ?? 'proxy-refused';
    throw new ConnectFault(kind, proxy, errorCode(error));
  }
}
