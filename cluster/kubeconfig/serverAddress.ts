/** The `server` of a cluster entry as client-go reads it, in one canonical form that can be compared and shown. */
import { isIPv4 } from 'node:net';
import { percentDecoded } from '../../shared/uri.ts';
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

/** The address of a cluster entry, undefined where it has none. */
export function serverAddressOf(cluster: JsonObject | undefined): ServerAddress | undefined {
  const server = textAt(cluster, 'server');
  return server ? readServerAddress(server) : undefined;
}

/** The user and password in the address of a cluster entry, in the form that is sent. */
export function serverUser(cluster: JsonObject): string | undefined {
  const address = serverAddressOf(cluster);
  return address?.ok ? address.userInfo : undefined;
}

/** Without a scheme it is an address of plain http, whatever the entry says about certificates: so kubectl asks it. */
export function readServerAddress(text: string): ServerAddress {
  if (/[\s\\\p{Cc}]/u.test(text)) {
    return { ok: false, why: 'holds a blank, a backslash or a control character' };
  }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (/^[a-z][a-z0-9+.-]*:\/\/(?:[/?#]|$)/i.test(text)) return { ok: false, why: 'names no host' };
  if (text.startsWith('/')) return { ok: false, why: 'is neither a URL nor a host with a port' };
  const full = hasScheme ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url?.hostname) return { ok: false, why: 'is neither a URL nor a host with a port' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { ok: false, why: `begins with ${url.protocol}//, and only https:// and http:// work` };
  }
  if (!hasScheme && url.pathname !== '/') {
    return { ok: false, why: 'has a path but does not begin with https:// or http://' };
  }
  if (isIPv4(url.hostname) && !isIPv4(writtenHost(full))) {
    return { ok: false, why: 'has an IP address that is not written as four plain numbers' };
  }
  let end = url.pathname.length;
  while (url.pathname[end - 1] === '/') end--;
  const user = [url.username, url.password].map((part) => percentDecoded(part) ?? part).join(':');
  return {
    ok: true,
    url: `${url.protocol}//${url.host}${url.pathname.slice(0, end)}`,
    ...(user !== ':' && { userInfo: user }),
  };
}

/** As it stands in the text: `URL` reads `127.1` and `0x7f000001` as 127.0.0.1, and for kubectl they are host names. */
function writtenHost(url: string): string {
  const [authority = ''] = url.slice(url.indexOf('//') + 2).split(/[/?#]/, 1);
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}
