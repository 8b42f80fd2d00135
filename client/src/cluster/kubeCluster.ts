/**
 * One connection to one API server: addresses, certificates and credentials of a kubeconfig context, kept-alive
 * HTTP, time limits. The only importer of the Kubernetes client, which is loaded at the first request: its
 * KubeConfig knows every way to authenticate; its generated API classes (most of its size) are not needed.
 */
import http from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Result } from './api.ts';
import { credentialFailure, impersonation, openLogin, openWithoutLogin } from './credentials.ts';
import type { CredentialOptions, Credentials } from './credentials.ts';
import { cancelled, fail } from './errors.ts';
import { sendHttp } from './httpRequest.ts';
import type { HttpAnswer } from './httpRequest.ts';
import type { ContextEntries } from './kubeconfig.ts';
import type { TryAgain } from './login/loginSource.ts';
import type { ApiRequest, ApiResult } from './request.ts';
import { isPlainPath } from './plainPath.ts';
import { answerFailure, lostFailure, withRetryAfter } from './serverErrors.ts';
import { objectAt, textAt } from './values.ts';

export interface ClusterConnection {
  readonly server: string;
  /** Milliseconds that one request may take; three times as many where webhooks are asked. */
  readonly requestTimeout: number;
  request(request: ApiRequest): Promise<ApiResult>;
  /** The user wants to log in anew: a failure to do so is not remembered any longer. */
  tryLoginAgain(options?: TryAgain): void;
  close(): void;
}

export interface ConnectionOptions extends CredentialOptions {
  /** Milliseconds for one request; 30,000 unless told. */
  readonly requestTimeout?: number;
  /** Milliseconds to get connected; 10,000 unless told. */
  readonly connectTimeout?: number;
}

/** Nothing is contacted or run until the first request. */
export function openConnection(
  entries: ContextEntries,
  options: ConnectionOptions = {},
): ClusterConnection {
  const { requestTimeout = 30_000, connectTimeout = 10_000 } = options;
  const server = entries.info.server ?? '';
  // As kubectl has it, the user of a context counts for https:// alone: over plain http anybody on the way could read a
  // token, and no credential plugin is started for an address that will not get its answer.
  const login = isSecure(server) ? openLogin(entries, options) : openWithoutLogin(entries);
  let access: Access | undefined;
  let making: { credentials: Credentials; done: Promise<Result<Access>> } | undefined;

  /** Made once for each new credentials, for all requests that wait for them. */
  async function accessWith(credentials: Result<Credentials>): Promise<Result<Access>> {
    if (!credentials.ok) return credentials;
    const { value } = credentials;
    if (access?.credentials === value) return { ok: true, value: access };
    if (making?.credentials !== value) making = { credentials: value, done: make(value) };
    return making.done;
  }

  async function make(credentials: Credentials): Promise<Result<Access>> {
    const made = await makeAccess(server, entries, credentials, access);
    if (making?.credentials === credentials) making = undefined;
    if (!made.ok) return made;
    if (access && access.agent !== made.value.agent) retire(access.agent);
    access = made.value;
    return made;
  }

  async function send(request: ApiRequest, { agent, headers }: Access): Promise<ApiResult> {
    const exchange = await sendHttp(
      { url: server, agent, headers },
      {
        method: request.method,
        path: request.path,
        headers: {
          Accept: 'application/json',
          ...(request.body !== undefined && {
            'Content-Type': request.contentType ?? 'application/json',
          }),
        },
        ...(request.body !== undefined && { body: request.body }),
        ...(request.signal && { signal: request.signal }),
        timeout: request.asksWebhooks ? 3 * requestTimeout : requestTimeout,
        connectTimeout,
        repeatable: request.repeatable,
      },
    );
    if (!exchange.ok) return lostFailure(exchange, request, entries.info, server);
    const { value } = exchange;
    if (value.status >= 400) {
      return withRetryAfter(answerFailure(value, request, entries.info, server), value.headers);
    }
    const isJson = request.isUntyped || (value.headers['content-type'] ?? '').includes('json');
    if (value.status >= 300 || !isJson) {
      // A login page, a proxy: an empty list must not be made of that.
      return fail(
        'server-error',
        `What answers at ${server} (context ${entries.info.name}) is not a Kubernetes API server. Check the server address in the kubeconfig, and whether a login page or proxy stands in between`,
        { verb: request.verb, resource: request.resource, status: value.status },
      );
    }
    return { ok: true, value: { ...value, warnings: warningsOf(value) } };
  }

  return {
    server,
    requestTimeout,
    async request(request) {
      if (request.signal?.aborted) return cancelled();
      if (!isPlainPath(request.path)) return notAName(request);
      const first = await accessWith(await login.current(request.signal));
      if (!first.ok) return first;
      const answer = await sendWith(request, first.value);
      if (!isRefused(answer)) return answer;
      const others = await login.current(request.signal);
      if (others.ok && others.value === first.value.credentials) return answer;
      const second = await accessWith(others);
      return second.ok ? sendWith(request, second.value) : second;
    },
    tryLoginAgain: (how) => login.tryAgain(how),
    close() {
      login.close();
      access?.agent.destroy();
      access = undefined;
    },
  };

  /** Tells the login what the server makes of its credentials. */
  async function sendWith(request: ApiRequest, made: Access): Promise<ApiResult> {
    const answer = await send(request, made);
    if (!answer.ok && answer.error.status === undefined) return answer; // nobody has judged them
    if (answer.ok || answer.error.status !== 401) login.accepted(made.credentials);
    else login.refused(made.credentials, answer);
    return answer;
  }
}

function isRefused(answer: ApiResult): boolean {
  return !answer.ok && answer.error.status === 401;
}

function isSecure(server: string): boolean {
  return /^https:/i.test(server);
}

/** A name that would make the address that of something else. */
function notAName({ verb, resource, kind, name, namespace }: ApiRequest): ApiResult {
  const what = [kind ?? resource, name, namespace && `in namespace ${namespace}`];
  return fail(
    'invalid',
    `${what.filter(Boolean).join(' ')} is not asked for: a name or namespace may not be empty, "." or "..", and may hold no slash or percent sign. Correct it`,
    { verb, resource, ...(namespace !== undefined && { namespace }) },
  );
}

/** What requests are sent with. */
interface Access {
  readonly agent: http.Agent;
  /** Of the TLS options: the same key means that connections can be shared. */
  readonly agentKey: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly credentials: Credentials;
}

async function makeAccess(
  server: string,
  entries: ContextEntries,
  credentials: Credentials,
  previous: Access | undefined,
): Promise<Result<Access>> {
  const { user, cluster } = credentials;
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const secure = isSecure(server);
  // The client refuses plain http unless verification is off, which means nothing there.
  const clusterValue = secure ? cluster : { ...cluster, 'insecure-skip-tls-verify': true };
  const read: https.RequestOptions = { headers: {} };
  try {
    const config = new KubeConfig();
    config.loadFromString(
      JSON.stringify({
        clusters: [{ name: 'cluster', cluster: clusterValue }],
        users: [{ name: 'user', user }],
        contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
        'current-context': 'context',
      }),
    );
    await config.applyToHTTPSOptions(read);
    const { ca, cert, key } = read;
    // Made once here so that unreadable certificates fail where they can be told.
    createSecureContext({ ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) });
  } catch (error) {
    return credentialFailure(error, entries);
  }
  const agentKey = agentKeyOf(read);
  const proxied = textAt(cluster, 'proxy-url') && read.agent instanceof http.Agent;
  const agent =
    previous?.agentKey === agentKey
      ? previous.agent
      : proxied && read.agent instanceof http.Agent
        ? read.agent
        : ownAgent(secure, read);
  const headers = {
    ...textHeaders(read.headers),
    ...(read.auth && { Authorization: `Basic ${Buffer.from(read.auth).toString('base64')}` }),
    ...impersonation(secure ? entries.user?.value : undefined),
    'User-Agent': 'data-platform-manifests',
  };
  return { ok: true, value: { agent, agentKey, headers, credentials } };
}

/** Kept-alive, unlike the client's own. */
function ownAgent(secure: boolean, read: https.RequestOptions): http.Agent {
  const shared = { keepAlive: true, maxSockets: 8 };
  if (!secure) return new http.Agent(shared);
  const { ca, cert, key, rejectUnauthorized, servername } = read;
  return new https.Agent({
    ...shared,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    ...(servername && { servername }),
  });
}

function agentKeyOf({
  ca,
  cert,
  key,
  rejectUnauthorized,
  servername,
}: https.RequestOptions): string {
  return JSON.stringify(
    [ca, cert, key].map(String).concat(String(rejectUnauthorized), String(servername)),
  );
}

/** Lets running requests end and keeps no connection for later ones. */
function retire(agent: http.Agent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}

function textHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries(objectAt({ headers }, 'headers'));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value).trim()]));
}

function warningsOf({ headers }: HttpAnswer): string[] {
  const all = [headers.warning ?? []].flat().join(', ');
  return [...all.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, words = '']) =>
    words.replace(/\\(.)/g, '$1'),
  );
}
