/** Why no connection came about, where Node's own code does not say it. */
import type { Proxy } from './proxy.ts';

export type ConnectFaultKind =
  /** Not connected in time. With a proxy: it took the connection and did not make one to the server. */
  | 'time-limit'
  /** Nothing answers at the address of the proxy. */
  | 'proxy-unreachable'
  /** No trust in the certificate of an https proxy. */
  | 'proxy-tls'
  /** The proxy wants a user and a password, or others. */
  | 'proxy-credentials'
  /** The proxy answered that it will not, or cannot, connect to the server. */
  | 'proxy-refused'
  /** What answers there speaks another protocol. */
  | 'proxy-other-protocol';

/** Thrown by the dialler, told apart in `connectWords.ts`. */
export class ConnectFault extends Error {
  readonly kind: ConnectFaultKind;
  readonly proxy: Proxy | undefined;
  /** Node's or OpenSSL's code, or the proxy's status. */
  readonly code: string | undefined;

  constructor(kind: ConnectFaultKind, proxy?: Proxy, code?: string) {
    super(kind);
    this.kind = kind;
    this.proxy = proxy;
    this.code = code;
  }
}
