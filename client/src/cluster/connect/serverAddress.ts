/** The `server` of a cluster entry as client-go reads it, in one canonical form that can be compared and shown. */
import { percentDecoded } from '../../../../shared/uri.ts';
import { textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export type ServerAddress =
  | {
      readonly ok: true;
      /** Scheme and host in small letters, no default port, no slash at the end, no user, no query. */
      readonly url: string;
      /** User and password that stand in the address, as a browser would send them. */
      readonly userInfo?: string;
    }
  | { readonly ok: false; readonly why: string };

/** The address of a cluster entry, undefined where it has none. `user` is the user entry of the same context. */
export function serverAddressOf(
  cluster: JsonObject | undefined,
  user: JsonObject | undefined,
): ServerAddress | undefined {
  const server = textAt(cluster, 'server');
  if (!server) return undefined;
  const speaksOfTls =
    cluster?.['insecure-skip-tls-verify'] === true ||
    ['certificate-authority', 'certificate-authority-data'].some((key) => textAt(cluster, key)) ||
    ['client-certificate', 'client-certificate-data'].some((key) => textAt(user, key));
  return readServerAddress(server, speaksOfTls);
}

/**
 * `defaultTls`: whether the entry says anything about TLS (an authority, a client certificate, no verification). Then an
 * address without a scheme is one of https, else of http.
 */
export function readServerAddress(text: string, defaultTls: boolean): ServerAddress {
  if (/[\s\\\p{Cc}]/u.test(text)) {
    return { ok: false, why: 'holds a blank, a backslash or a control character' };
  }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text);
  const full = hasScheme ? text : `${defaultTls ? 'https' : 'http'}://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url?.hostname) return { ok: false, why: 'is neither a URL nor a host with a port' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { ok: false, why: `begins with ${url.protocol}//, and only https:// and http:// work` };
  }
  if (!hasScheme && /^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return { ok: false, why: 'names no host' };
  if (!hasScheme && url.pathname !== '/') {
    return { ok: false, why: 'has a path but does not begin with https:// or http://' };
  }
  let end = url.pathname.length;
  while (url.pathname[end - 1] === '/') end--;
  const user = `${percentDecoded(url.username) ?? url.username}:${percentDecoded(url.password) ?? url.password}`;
  return {
    ok: true,
    url: `${url.protocol}//${url.host}${url.pathname.slice(0, end)}`,
    ...(user !== ':' && { userInfo: user }),
  };
}
