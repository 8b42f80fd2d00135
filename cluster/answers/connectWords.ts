/** What it means to the user that no connection to a server came about, or that it broke. */
import type { Failure, KubeContextInfo } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ErrorDetails } from '../errors/errors.ts';
import type { HttpLoss } from '../http/exchange.ts';
import type { ConnectFault } from '../connect/connectFault.ts';
import type { Proxy } from '../connect/proxy.ts';

export interface ConnectPlace {
  readonly server: string;
  readonly context: KubeContextInfo;
  /** Where the trusted authorities come from. */
  readonly trusted?: string;
}

/** For a loss before the request could leave, or one that TLS is the reason of; undefined for any other. */
export function connectFailure(
  loss: Pick<HttpLoss, 'code' | 'fault' | 'maybeDone'>,
  place: ConnectPlace,
  details: ErrorDetails = {},
): Failure | undefined {
  if (loss.fault) return faultFailure(loss.fault, place, details);
  if (tlsCode(loss.code)) return fail('tls', tlsWords(loss.code ?? '', place), details);
  if (loss.maybeDone) return undefined;
  return fail(
    'unreachable',
    `${serverOf(place)} cannot be reached: ${whyUnreachable(loss.code)}. Check that the cluster runs and that the network or VPN is up`,
    details,
  );
}

function serverOf({ server, context }: ConnectPlace): string {
  return `The API server ${server} (context ${context.name})`;
}

function faultFailure(
  { kind, proxy, code }: ConnectFault,
  place: ConnectPlace,
  details: ErrorDetails,
): Failure {
  if (proxy) {
    const failure = kind === 'proxy-tls' ? 'tls' : 'unreachable';
    return fail(failure, proxyWords(kind, proxy, code, place), details);
  }
  return fail(
    'unreachable',
    `${serverOf(place)} cannot be reached: no connection within the time limit. Check that the cluster runs and that the network or VPN is up`,
    details,
  );
}

function proxyWords(
  kind: ConnectFault['kind'],
  proxy: Proxy,
  code: string | undefined,
  place: ConnectPlace,
): string {
  const named = `The proxy ${proxy.shown} (${proxy.where})`;
  const way = `the API server ${place.server} (context ${place.context.name})`;
  switch (kind) {
    case 'time-limit':
      return `${named} made no connection to ${way} within the time limit. Check that the proxy works, that it may reach that server, and that the network or VPN is up`;
    case 'proxy-unreachable':
      return `${named} cannot be reached, and ${way} is asked through it: ${whyUnreachable(code)}. Correct the address of the proxy, or check that it runs`;
    case 'proxy-tls':
      return `${named} makes no secure connection (${code ?? 'closed'}), and ${way} is asked through it. Write http:// if the proxy speaks no TLS; else its certificate has to be signed by the authority of the cluster`;
    case 'proxy-credentials':
      return proxy.user
        ? `${named} does not accept the user and the password that stand in its address, and ${way} is asked through it. Correct them`
        : `${named} wants a user and a password, and ${way} is asked through it. Write them into its address: ${proxy.scheme}://USER:PASSWORD@HOST:PORT`;
    case 'proxy-refused':
      return `${named} made no connection to ${way}: ${code && /^\d+$/.test(code) ? `it answered with status ${code}` : 'it closed the connection or refused'}. Check that the server runs and that the proxy may reach it`;
    case 'proxy-other-protocol':
      return `What answers at ${proxy.shown} (${proxy.where}) is no ${proxy.scheme === 'socks5' ? 'SOCKS5' : 'HTTP'} proxy, and ${way} is asked through it. Correct the address of the proxy`;
  }
}

function whyUnreachable(code: string | undefined): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection is refused, nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host name is not known';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no route to it';
    case 'ETIMEDOUT':
      return 'nothing answers there';
    default:
      return code ?? 'the connection was closed';
  }
}

function tlsWords(code: string, place: ConnectPlace): string {
  const where = serverOf(place);
  const { server, context } = place;
  if (code === 'CERT_HAS_EXPIRED')
    return `${where} shows a certificate that has expired. Have it renewed`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `${where} shows a certificate for another host name. Correct "server" or "tls-server-name" in the kubeconfig`;
  }
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_OVERFLOW/.test(code)) {
    return `What answers at ${server} (context ${context.name}) does not speak TLS (${code}). Correct the port of "server" in the kubeconfig, or write http:// if the server really speaks plain HTTP`;
  }
  if (/ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE|UNSUPPORTED_CERT)/.test(code)) {
    return `${where} does not accept the client certificate of user ${context.user || '(none)'} (${code}). Log in again or get a new kubeconfig from whoever runs the cluster`;
  }
  if (/SELF_SIGNED|UNABLE_TO|VERIFY|ISSUER/.test(code)) {
    const trusted = place.trusted ?? "the kubeconfig's authority";
    return `${where} shows a certificate that is not signed by ${trusted} (${code}). Get a new kubeconfig from whoever runs the cluster; the authority of the cluster may be another one by now`;
  }
  return `No secure connection to ${server} (context ${context.name}) could be made (${code}). Check the certificates in the kubeconfig and that the address is the API server's`;
}

/** Codes that OpenSSL and Node's certificate checks give. */
export function tlsCode(code: string | undefined): boolean {
  return /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|EPROTO|INVALID_CA|HOSTNAME_MISMATCH)/.test(
    code ?? '',
  );
}
