/** The way to an identity provider: its authority or the machine's own ones, and the proxies of the environment and the editor. */
import { createSecureContext } from 'node:tls';
import { ClusterAgent } from '../connect/clusterAgent.ts';
import { chooseProxy } from '../connect/proxy.ts';
import type { ProxySources } from '../connect/proxy.ts';
import { systemAuthorities } from '../connect/systemAuthorities.ts';

export interface ProviderTrust {
  /** PEM; the machine's own authorities without. */
  readonly authority?: string;
  readonly proxies: ProxySources;
}

/** `origin` has https. `connectTimeout` in milliseconds. */
export async function agentFor(
  origin: string,
  { authority, proxies }: ProviderTrust,
  connectTimeout: number,
): Promise<ClusterAgent> {
  const { hostname, port } = new URL(origin);
  const authorities = authority ? [authority] : await systemAuthorities(proxies.env);
  // A provider has no `proxy-url` of its own; the one of the cluster leads to the cluster.
  const nowhere = { kind: 'cluster' as const, name: '', file: '', value: {} };
  const proxy = chooseProxy(origin, nowhere, proxies);
  return new ClusterAgent({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 443),
    connectTimeout,
    ...(proxy.ok && proxy.value && { proxy: proxy.value }),
    tls: {
      context: createSecureContext({ ca: authorities, allowPartialTrustChain: true }),
      authorities,
      skipsVerification: false,
      where: authority ? '"idp-certificate-authority"' : 'the authorities of this machine',
    },
  });
}
