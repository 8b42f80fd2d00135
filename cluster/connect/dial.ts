/** Makes one connection to a server: the network, a proxy where one leads there, TLS; within one time limit. */
import net from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import { withoutEnd } from '../../shared/trim.ts';
import { errorCode } from '../errors/errors.ts';
import { ConnectFault } from './connectFault.ts';
import type { Proxy } from './proxy.ts';
import { openTunnel } from './tunnel.ts';

/** How to get to one server. */
export interface Route {
  readonly host: string;
  readonly port: number;
  /** Absent for plain http. */
  readonly tls?: RouteTls;
  readonly proxy?: Proxy;
  /** Milliseconds until a connection has to stand. */
  readonly connectTimeout: number;
}

export interface RouteTls {
  /** Authorities and the client certificate, read once for all connections. */
  readonly context: SecureContext;
  readonly authorities: readonly string[];
  readonly skipsVerification: boolean;
  readonly serverName?: string;
  /** Where the authorities come from, for messages. */
  readonly where: string;
}

/** A request by plain http goes to an http proxy as it is, with the whole address; anything else through a tunnel. */
export function sendsToProxy({ tls: secure, proxy }: Route): boolean {
  return !secure && proxy !== undefined && proxy.scheme !== 'socks5';
}

/** Rejects with Node's error where the server is at fault, else with a `ConnectFault`. An abort leaves nothing open. */
export async function dial(route: Route, signal: AbortSignal): Promise<Socket> {
  const open: Socket[] = [];
  const keep = (socket: Socket) => {
    // A socket below TLS has its errors told above, and throws where nobody listens.
    socket.on('error', () => undefined);
    open.push(socket);
    return socket;
  };
  let giveUp: (fault: Error) => void = () => undefined;
  const ended = new Promise<never>((_, failed) => (giveUp = failed));
  const stop = () => giveUp(new ConnectFault('time-limit', route.proxy));
  const timer = setTimeout(stop, route.connectTimeout);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    return await Promise.race([connect(route, keep), ended]);
  } catch (error) {
    for (const socket of open) socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** A connection that is quiet for long is asked for a sign of life, so that a stream over one that is dead ends. */
const lasting = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 15_000 };

async function connect(route: Route, keep: (socket: Socket) => Socket): Promise<Socket> {
  const { host, port, proxy } = route;
  if (!proxy) {
    const direct = await ready(keep(net.connect({ host, port, ...lasting })), 'connect');
    return route.tls ? secured(direct, host, route.tls, keep) : direct;
  }
  const toProxy = await connectToProxy(route, proxy, keep);
  if (sendsToProxy(route)) return toProxy;
  const tunnel = await openTunnel(toProxy, proxy, host, port);
  return route.tls ? secured(tunnel, host, route.tls, keep) : tunnel;
}

async function connectToProxy(
  route: Route,
  proxy: Proxy,
  keep: (socket: Socket) => Socket,
): Promise<Socket> {
  let plain: Socket;
  try {
    const { host, port } = proxy;
    plain = await ready(keep(net.connect({ host, port, ...lasting })), 'connect');
  } catch (error) {
    throw new ConnectFault('proxy-unreachable', proxy, errorCode(error));
  }
  if (proxy.scheme !== 'https') return plain;
  try {
    // As in Go, the authorities of the cluster count for its proxy as well.
    const secure = route.tls ?? anyTls();
    return await secured(plain, proxy.host, secure, keep);
  } catch (error) {
    throw new ConnectFault('proxy-tls', proxy, errorCode(error));
  }
}

function anyTls(): RouteTls {
  const context = tls.createSecureContext();
  return { context, authorities: [], skipsVerification: false, where: 'Node' };
}

function secured(
  socket: Socket,
  host: string,
  { context, authorities, skipsVerification, serverName }: RouteTls,
  keep: (socket: Socket) => Socket,
): Promise<Socket> {
  const name = withoutEnd(serverName ?? host, /\./); // no server takes a name with a dot at its end
  const connection = tls.connect({
    socket,
    host,
    // An address is no name that a client may ask for (RFC 6066), but its certificate is compared with it.
    servername: net.isIP(name) ? '' : name,
    checkServerIdentity: (_, certificate) => tls.checkServerIdentity(name, certificate),
    secureContext: context,
    // Without it VS Code would add those of the machine to the context.
    ...(authorities.length > 0 && { ca: [...authorities] }),
    rejectUnauthorized: !skipsVerification,
    ALPNProtocols: ['http/1.1'],
  });
  return ready(keep(connection), 'secureConnect');
}

/** Resolves with the socket once it has sent the event, rejects once it is at its end. */
function ready(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Socket> {
  return new Promise((done, failed) => {
    const onReady = () => {
      socket.off('error', onError);
      socket.off('close', onClose);
      done(socket);
    };
    const onError = (error: Error) => failed(error);
    const onClose = () => failed(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    socket.once(event, onReady);
    socket.once('error', onError);
    socket.once('close', onClose);
  });
}
