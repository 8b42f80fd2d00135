/**
 * Logs in by OpenID Connect (`auth-provider: oidc`) as kubectl does: the id-token of the kubeconfig while it is good, then
 * a new one for the refresh token, and the new ones written back. Before a refresh the file is read again, as another
 * window or kubectl may have been faster.
 */
import { readFile, realpath } from 'node:fs/promises';
import type { Failure, Result } from '../api.ts';
import { certificatesIn } from '../connect/pem.ts';
import type { ProxySources } from '../connect/proxy.ts';
import { cancelled, errorCode, fail } from '../errors/errors.ts';
import type { KubeconfigEntry } from '../kubeconfig/kubeconfigMerge.ts';
import { textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import { idTokenEnd } from './idToken.ts';
import { createOidcConfig } from './oidcConfig.ts';
import { renewTokens } from './oidcProvider.ts';
import type { OidcProvider } from './oidcProvider.ts';
import { withRenewalLock } from './renewalLock.ts';

export interface IdToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** It was renewed just now. */
  readonly isNew: boolean;
}

export interface OidcLogin {
  /** `refusedToken`: the server does not take it, whatever its time says. */
  token(signal: AbortSignal, refusedToken?: string): Promise<Result<IdToken>>;
  /** The file has a good token that was not handed out before: somebody has logged in. */
  hasAnother(): Promise<boolean>;
}

/** `onNotSaved` is told of tokens that could not be written: they are kept for this window. */
export function createOidcLogin(
  user: KubeconfigEntry,
  proxies: () => ProxySources,
  onNotSaved: (failure: Failure) => void,
): OidcLogin {
  let handedOut: string | undefined;
  const config = createOidcConfig(user, onNotSaved);

  async function renew(signal: AbortSignal, refusedToken?: string): Promise<Result<IdToken>> {
    const read = await config.current();
    if (!read.ok) return read;
    const good = goodToken(user, read.value, refusedToken);
    if (good) return good;
    const refreshToken = textAt(read.value, 'refresh-token');
    if (!refreshToken) return cannotRefresh(user, read.value, refusedToken);
    const provider = await providerOf(user, read.value, proxies());
    if (!provider.ok) return provider;
    const tokens = await renewTokens(provider.value, refreshToken, signal);
    if (!tokens.ok) return tokens;
    await config.save(refreshToken, tokens.value);
    const { idToken: token } = tokens.value;
    const expires = idTokenEnd(token);
    if (expires === undefined) return noToken(user);
    return { ok: true, value: { token, expires, isNew: true } };
  }

  return {
    async hasAnother() {
      const read = await config.current();
      return read.ok && goodToken(user, read.value, handedOut)?.ok === true;
    },
    async token(signal, refusedToken) {
      const result = await get(signal, refusedToken);
      if (result.ok) handedOut = result.value.token;
      return result;
    },
  };

  async function get(signal: AbortSignal, refusedToken?: string): Promise<Result<IdToken>> {
    const read = await config.current();
    if (!read.ok) return read;
    const good = goodToken(user, read.value, refusedToken);
    if (good) return good;
    if (!textAt(read.value, 'refresh-token')) {
      return cannotRefresh(user, read.value, refusedToken);
    }
    const target = await realpath(user.file).catch(() => user.file);
    const renewed = await withRenewalLock(`${target}.renewal.lock`, { signal }, () =>
      renew(signal, refusedToken),
    );
    if (renewed === 'cancelled') return cancelled();
    if (renewed === 'busy') return busy(user, target);
    return renewed;
  }
}

function goodToken(
  user: KubeconfigEntry,
  config: JsonObject,
  refusedToken: string | undefined,
): Result<IdToken> | undefined {
  const token = textAt(config, 'id-token');
  if (!token || token === refusedToken) return undefined;
  const expires = idTokenEnd(token);
  if (expires === undefined) return noToken(user);
  return expires > Date.now() ? { ok: true, value: { token, expires, isNew: false } } : undefined;
}

async function providerOf(
  user: KubeconfigEntry,
  config: JsonObject,
  proxies: ProxySources,
): Promise<Result<OidcProvider>> {
  const issuer = textAt(config, 'idp-issuer-url') ?? '';
  const authority = await authorityOf(user, config);
  if (!authority.ok) return authority;
  const clientSecret = textAt(config, 'client-secret');
  return {
    ok: true,
    value: {
      words: `The identity provider ${new URL(issuer).host} of user ${user.name}`,
      issuer,
      clientId: textAt(config, 'client-id') ?? '',
      proxies,
      ...(clientSecret && { clientSecret }),
      ...(authority.value && { authority: authority.value }),
    },
  };
}

async function authorityOf(
  user: KubeconfigEntry,
  config: JsonObject,
): Promise<Result<string | undefined>> {
  const inline = textAt(config, 'idp-certificate-authority-data');
  const path = textAt(config, 'idp-certificate-authority');
  const key = inline ? 'idp-certificate-authority-data' : 'idp-certificate-authority';
  let pem: string | undefined;
  try {
    if (inline) pem = Buffer.from(inline, 'base64').toString('utf8');
    else if (path) pem = await readFile(path, 'utf8');
  } catch (error) {
    return fail(
      'certificate-file-missing',
      `The file ${path ?? ''} that the kubeconfig (${user.file}) names as "${key}" of user ${user.name} is missing or cannot be read (${errorCode(error) ?? 'unknown reason'}). Put it back or correct the path`,
    );
  }
  if (pem === undefined) return { ok: true, value: undefined };
  const certificates = certificatesIn(pem).map(String);
  if (certificates.length) return { ok: true, value: certificates.join('') };

  return fail(
    'kubeconfig-broken',
    `What the kubeconfig (${user.file}) has as "${key}" of user ${user.name} is no certificate in PEM. Get a new kubeconfig from whoever runs the cluster`,
  );
}

function noToken(user: KubeconfigEntry): Failure {
  return fail(
    'login-failed',
    `The id-token of user ${user.name} (${user.file}) is no JSON Web Token with an end. Log in again, then retry`,
  );
}

function cannotRefresh(
  user: KubeconfigEntry,
  config: JsonObject,
  refusedToken: string | undefined,
): Failure {
  const has = textAt(config, 'id-token');
  const state = !has
    ? 'is missing'
    : has === refusedToken
      ? 'is refused by the API server'
      : 'has expired';
  return fail(
    'login-failed',
    `The id-token of user ${user.name} (${user.file}) ${state}, and there is no refresh-token to get another one. Log in again, then retry`,
  );
}

function busy(user: KubeconfigEntry, target: string): Failure {
  return fail(
    'login-failed',
    `The tokens of user ${user.name} are being renewed by another window for a long time. Try again, or remove ${target}.renewal.lock if no other window is open`,
  );
}
