/** Which proxy leads to a server: `proxy-url` of the cluster entry, else the environment, else the editor's setting. */
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { textAt } from '../values.ts';
import { percentDecoded } from '../../shared/uri.ts';
import { ownerOf } from './entryValue.ts';
import type { Place } from './entryValue.ts';
import { isThisMachine, isWithoutProxy } from './noProxy.ts';

export interface Proxy {
  readonly scheme: 'http' | 'https' | 'socks5';
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user?: { readonly name: string; readonly password: string };
  /** The whole value of Proxy-Authorization; counts for http and https, and before `user`. */
  readonly authorization?: string;
  /** Address without user and password, for messages. */
  readonly shown: string;
  /** What names it, e.g. `HTTPS_PROXY of the environment`. */
  readonly where: string;
}

/** The editor's own proxy, for hosts that nothing else names one for. */
export interface EditorProxy {
  readonly url: string;
  /** Entries as in `NO_PROXY`. */
  readonly noProxy: readonly string[];
  /** The value of Proxy-Authorization. */
  readonly authorization?: string;
}

export interface ProxySources {
  readonly env: NodeJS.ProcessEnv;
  readonly editor?: EditorProxy;
}

/** Undefined for a direct connection. `server` is a canonical address. */
export function chooseProxy(
  server: string,
  cluster: Place,
  { env, editor }: ProxySources,
): Result<Proxy | undefined> {
  const named = textAt(cluster.value, 'proxy-url');
  if (named) return namedProxy(named, cluster);
  const { protocol, hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isSecure = protocol === 'https:';
  const portNumber = Number(port || (isSecure ? 443 : 80));
  if (isThisMachine(host)) return { ok: true, value: undefined };
  const name = isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const fromEnv = firstOf(env, name);
  const noProxy = firstOf(env, 'NO_PROXY')?.value ?? '';
  if (fromEnv) {
    const isOut = isWithoutProxy(host, portNumber, noProxy);
    const where = `${fromEnv.name} of the environment`;
    return { ok: true, value: isOut ? undefined : looseProxy(fromEnv.value, where) };
  }
  if (!editor?.url || isWithoutProxy(host, portNumber, [...editor.noProxy, noProxy].join(',')))
    return { ok: true, value: undefined };
  const proxy = looseProxy(editor.url, 'the setting http.proxy');
  const { authorization = '' } = editor;
  // What no header can hold is not sent.
  const isSendable = /^[\t\x20-\x7e\x80-\xff]+$/.test(authorization);
  return { ok: true, value: proxy && isSendable ? { ...proxy, authorization } : proxy };
}

/** Capital letters come first, as in Go. */
function firstOf(
  env: NodeJS.ProcessEnv,
  upper: string,
): { name: string; value: string } | undefined {
  for (const name of [upper, upper.toLowerCase()]) {
    const value = env[name];
    if (value) return { name, value };
  }
  return undefined;
}

/** kubectl refuses a `proxy-url` that it cannot use. */
function namedProxy(text: string, cluster: Place): Result<Proxy> {
  const proxy = /^(https?|socks5):\/\//i.test(text)
    ? proxyOf(text, `"proxy-url" of ${ownerOf(cluster)}`)
    : undefined;
  if (proxy) return { ok: true, value: proxy };
  return fail(
    'kubeconfig-broken',
    `The "proxy-url" of ${ownerOf(cluster)} is not the address of a proxy. Write it as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT`,
  );
}

/** Where several programs read one value, what cannot be used counts for nothing, and http:// may be left out. */
function looseProxy(text: string, where: string): Proxy | undefined {
  return proxyOf(text.includes('://') ? text : `http://${text}`, where);
}

const defaultPorts: Record<string, number> = { http: 80, https: 443, socks5: 1080 };

function proxyOf(text: string, where: string): Proxy | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const scheme = url.protocol.replace(/:$/, '').replace(/^socks5h$/, 'socks5');
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'socks5') return undefined;
  if (!url.hostname) return undefined;
  const name = percentDecoded(url.username) ?? url.username;
  const password = percentDecoded(url.password) ?? url.password;
  const port = Number(url.port) || (defaultPorts[scheme] ?? 80);
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    ...((name || password) && { user: { name, password } }),
    shown: `${scheme}://${url.hostname}:${port}`,
    where,
  };
}
