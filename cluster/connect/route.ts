/** From the entries of a kubeconfig context to the way to its server: trust, client certificate, proxy. */
import { createHash } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Result } from '../api.ts';
import { errorCode, fail } from '../errors/errors.ts';
import type { ContextEntries } from '../kubeconfig/kubeconfig.ts';
import type { JsonObject } from '../values.ts';
import { readClientCertificate } from './clientCertificate.ts';
import type { Route } from './dial.ts';
import type { Place } from './entryValue.ts';
import { chooseProxy } from './proxy.ts';
import type { ProxySources } from './proxy.ts';
import { readTrust } from './trust.ts';

export interface RouteOptions extends ProxySources {
  readonly connectTimeout: number;
}

export interface ReadRoute {
  readonly route: Route;
  /** The same key means that connections can be shared. */
  readonly key: string;
}

/** `pluginUser`: the user's values where a credential plugin made a certificate. Contacts nothing. */
export async function readRoute(
  server: string,
  entries: ContextEntries,
  pluginUser: JsonObject | undefined,
  options: RouteOptions,
): Promise<Result<ReadRoute>> {
  const { cluster, user } = placesOf(entries, pluginUser);
  const { protocol, hostname, port } = new URL(server);
  const isSecure = protocol === 'https:';
  const proxy = chooseProxy(server, cluster, options);
  if (!proxy.ok) return proxy;
  const trust = await readTrust(cluster, isSecure ? options.env : undefined);
  if (!trust.ok) return trust;
  const bare = {
    host: plainHost(hostname),
    port: Number(port || (isSecure ? 443 : 80)),
    connectTimeout: options.connectTimeout,
    ...(proxy.value && { proxy: proxy.value }),
  };
  if (!isSecure) return { ok: true, value: { route: bare, key: keyOf(bare) } };
  const certificate = user ? await readClientCertificate(user) : { ok: true as const };
  if (!certificate.ok) return certificate;
  const client = 'value' in certificate ? certificate.value : undefined;
  const key = keyOf([bare, trust.value, client]);
  const { authorities, skipsVerification } = trust.value;
  try {
    const context = createSecureContext({
      ...(skipsVerification ? {} : { ca: [...authorities] }),
      ...client,
      // As in Go: whatever certificate stands there is trusted, be it signed by another one or not.
      allowPartialTrustChain: true,
    });
    return { ok: true, value: { route: { ...bare, tls: { ...trust.value, context } }, key } };
  } catch (error) {
    return fail(
      'tls',
      `The certificates of context ${entries.info.name} cannot be used (${errorCode(error) ?? 'unknown reason'}). Get a new kubeconfig from whoever runs the cluster`,
    );
  }
}

/** Without brackets. An IPv4 address that is written as one of IPv6 is the first for Go, and in certificates. */
function plainHost(hostname: string): string {
  const host = hostname.replace(/^\[|\]$/g, '');
  const halves = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(host);
  if (!halves) return host;
  const bytes = halves.slice(1).flatMap((half) => {
    const value = Number.parseInt(half, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}

/** A hash: what goes into it holds secrets. */
function keyOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** The entries as places that messages can name. */
export function placesOf(
  { cluster, user }: ContextEntries,
  pluginUser?: JsonObject,
): { cluster: Place; user?: Place } {
  return {
    cluster: { kind: 'cluster', ...cluster },
    ...(user && {
      user: pluginUser
        ? { kind: 'user', name: user.name, file: 'from its credential plugin', value: pluginUser }
        : { kind: 'user', ...user },
    }),
  };
}
