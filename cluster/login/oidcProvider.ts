/** What an OpenID Connect provider is asked for: where its tokens are given out, and new tokens for a refresh token. */
import type { Result } from '../api.ts';
import { tlsCode } from '../answers/connectWords.ts';
import type { ProxySources } from '../connect/proxy.ts';
import { cancelled, fail, presentable } from '../errors/errors.ts';
import { sendHttp } from '../http/httpRequest.ts';
import type { HttpAnswer, HttpLoss } from '../http/exchange.ts';
import { parseJson, textAt } from '../values.ts';
import { agentFor } from './providerAgent.ts';

export interface OidcProvider {
  /** `The identity provider https://… of user …`. */
  readonly words: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** PEM; the system's and Node's own authorities without. */
  readonly authority?: string;
  /** Whose proxies are used, as for any address on the web. */
  readonly proxies: ProxySources;
}

export interface RenewedTokens {
  readonly idToken: string;
  /** Where the provider gives another one. */
  readonly refreshToken?: string;
}

/** Milliseconds for one exchange. */
const TIMEOUT = 15_000;
const MOST_REDIRECTS = 5;

export async function renewTokens(
  provider: OidcProvider,
  refreshToken: string,
  signal: AbortSignal,
): Promise<Result<RenewedTokens>> {
  const endpoint = await tokenEndpoint(provider, signal);
  if (!endpoint.ok) return endpoint;
  return askForTokens(provider, endpoint.value, refreshToken);
}

async function tokenEndpoint(provider: OidcProvider, signal: AbortSignal): Promise<Result<string>> {
  let address = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await exchange(provider, signal, { method: 'GET', address });
    if (!answer.ok) return answer;
    const { status, headers, body } = answer.value;
    if (status >= 300 && status < 400 && headers.location) {
      const next = URL.parse(headers.location, address);
      if (next?.protocol !== 'https:') return insecure(provider, 'sends on to');
      address = next.href;
      continue;
    }
    const found = status === 200 ? textAt(parseJson(body), 'token_endpoint') : undefined;
    if (!found) {
      return failure(
        `${provider.words} does not say where it gives out tokens (${address} answers with status ${status}${status === 200 ? ' and no token_endpoint' : ''}). Check "idp-issuer-url" in the kubeconfig`,
      );
    }
    return URL.parse(found)?.protocol === 'https:'
      ? { ok: true, value: found }
      : insecure(provider, 'gives out tokens at');
  }
  return failure(
    `${provider.words} redirects without end. Check "idp-issuer-url" in the kubeconfig`,
  );
}

async function askForTokens(
  provider: OidcProvider,
  address: string,
  refreshToken: string,
): Promise<Result<RenewedTokens>> {
  const { clientId, clientSecret } = provider;
  const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    // Not to be cancelled: the provider may have used up the refresh token, and its answer is all that is left then.
    exchange(provider, undefined, {
      method: 'POST',
      address,
      body: new URLSearchParams(form).toString(),
      headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  const inBody = { ...grant, client_id: clientId };
  let answer = clientSecret
    ? await post(grant, { Authorization: basic(clientId, clientSecret) })
    : await post(inBody);
  // Some providers want the client's secret in the form. A refresh token that was refused is not shown a second time.
  if (clientSecret && answer.ok && isClientRefused(answer.value)) {
    answer = await post({ ...inBody, client_secret: clientSecret });
  }
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  const parsed = parseJson(body);
  if (status < 200 || status >= 300) return refused(provider, status, parsed);
  const idToken = textAt(parsed, 'id_token');
  if (!idToken) {
    return failure(
      `${provider.words} gave no id_token for the refresh token: the scope "openid" was not asked for at login, or the provider gives none when it refreshes. Log in again, then retry`,
    );
  }
  const renewed = textAt(parsed, 'refresh_token');
  return { ok: true, value: { idToken, ...(renewed && { refreshToken: renewed }) } };
}

function isClientRefused({ status, body }: HttpAnswer): boolean {
  if (status < 400 || status >= 500) return false;
  const error = textAt(parseJson(body), 'error');
  return error === 'invalid_client' || (error !== 'invalid_grant' && status === 401);
}

function refused(provider: OidcProvider, status: number, parsed: unknown): Result<never> {
  const said = [textAt(parsed, 'error'), textAt(parsed, 'error_description')].filter(Boolean);
  const words = said.length ? presentable(said.join(': '), 200) : `status ${status}`;
  const advice =
    status >= 500
      ? 'Try again later'
      : 'The refresh token may have expired or been used already: log in again, then retry';
  return failure(`${provider.words} gives no new tokens (${words}). ${advice}`);
}

interface Asking {
  readonly method: 'GET' | 'POST';
  readonly address: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

async function exchange(
  provider: OidcProvider,
  signal: AbortSignal | undefined,
  { method, address, body, headers = {} }: Asking,
): Promise<Result<HttpAnswer>> {
  const { origin, pathname, search } = new URL(address);
  const agent = await agentFor(origin, provider, TIMEOUT);
  try {
    const answer = await sendHttp(
      { url: origin, agent, headers: {} },
      {
        method,
        path: pathname + search,
        headers: { Accept: 'application/json', ...headers },
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
        timeout: TIMEOUT,
        repeatable: false,
      },
    );
    return answer.ok ? answer : notReached(provider, answer);
  } finally {
    agent.destroy();
  }
}

function notReached(provider: OidcProvider, { why, code, fault }: HttpLoss): Result<never> {
  if (why === 'cancelled') return cancelled();
  if (tlsCode(code)) {
    const trusted = provider.authority
      ? 'the authority of "idp-certificate-authority" in the kubeconfig'
      : 'an authority that this machine trusts';
    return failure(
      `${provider.words} shows a certificate that is not valid for it or not signed by ${trusted} (${code ?? ''}). Correct "idp-certificate-authority" or have the certificate renewed`,
    );
  }
  const words = why === 'error' ? (code ?? fault?.code ?? 'closed') : 'no answer in time';
  const through = fault?.proxy
    ? ` through the proxy ${fault.proxy.shown} (${fault.proxy.where})`
    : '';
  return failure(
    `${provider.words} cannot be reached${through} (${fault?.kind === 'time-limit' ? 'no connection in time' : words}). Check the network and "idp-issuer-url" in the kubeconfig`,
  );
}

function insecure(provider: OidcProvider, does: string): Result<never> {
  return failure(
    `${provider.words} ${does} an address that is not https, and no token is sent there. Check "idp-issuer-url" in the kubeconfig`,
  );
}

function failure(message: string): Result<never> {
  return fail('login-failed', message);
}

/** As OAuth 2 has it, both are encoded like form values. */
function basic(id: string, secret: string): string {
  const encoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64')}`;
}
