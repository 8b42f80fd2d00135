/**
 * One connection to one API server: addresses, certificates and credentials of a kubeconfig context, kept-alive
 * HTTP, time limits. The only importer of the Kubernetes client, which is loaded at the first request: its
 * KubeConfig knows every way to authenticate; its generated API classes (most of its size) are not needed.
 */
import http from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import { abortable } from './abortable.ts';
import type { Failure, Result } from './api.ts';
import { cancelled, errorCode, fail } from './errors.ts';
import { runExecPlugin } from './execPlugin.ts';
import { sendHttp } from './httpRequest.ts';
import type { HttpAnswer, HttpTarget } from './httpRequest.ts';
import type { ContextEntries } from './kubeconfig.ts';
import { answerFailure, lostFailure, tlsCode } from './serverErrors.ts';
import { listAt, objectAt, textAt } from './values.ts';
import type { JsonObject } from './values.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With query, e.g. `/api/v1/pods?limit=5`. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole call; the connection's own limit otherwise. */
  readonly timeout?: number;
  /** For messages. */
  readonly verb: string;
  readonly resource: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The object in `body`, parsed: finds list items that an answer names by key. */
  readonly sent?: unknown;
  /** May be sent a second time when a kept-alive connection turns out to be closed. */
  readonly repeatable: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** `Warning` headers of the server. */
  readonly warnings: readonly string[];
}

/** `maybeDone`: the request may have reached the server although no answer came back. */
export type ApiResult = { ok: true; value: ApiAnswer } | (Failure & { maybeDone?: boolean });

export interface ClusterConnection {
  readonly server: string;
  request(request: ApiRequest): Promise<ApiResult>;
  close(): void;
}

export interface ConnectionOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds that an exec plugin may take; 15,000 unless told. */
  readonly execTimeout?: number;
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
  const server = (entries.info.server ?? '').replace(/\/+$/, '');
  let access: Access | undefined;
  let pending: Promise<Result<Access>> | undefined;
  const closed = new AbortController();

  /** Credentials that are still good, made once for all requests that wait for them. */
  async function currentAccess(signal: AbortSignal | undefined): Promise<Result<Access>> {
    if (access && access.expires > Date.now()) return { ok: true, value: access };
    pending ??= prepareAccess(entries, server, options, closed.signal).finally(
      () => (pending = undefined),
    );
    const prepared = await abortable(pending, signal);
    if (prepared.ok && access !== prepared.value) {
      access?.target.agent.destroy();
      access = prepared.value;
    }
    return prepared;
  }

  async function send(request: ApiRequest): Promise<ApiResult> {
    const prepared = await currentAccess(request.signal);
    if (!prepared.ok) return prepared;
    const exchange = await sendHttp(prepared.value.target, {
      method: request.method,
      path: request.path,
      headers: {
        Accept: request.accept ?? 'application/json',
        ...(request.body !== undefined && {
          'Content-Type': request.contentType ?? 'application/json',
        }),
      },
      ...(request.body !== undefined && { body: request.body }),
      ...(request.signal && { signal: request.signal }),
      timeout: request.timeout ?? requestTimeout,
      connectTimeout,
      repeatable: request.repeatable,
    });
    if (!exchange.ok) return lostFailure(exchange, request, entries.info, server);
    const { value } = exchange;
    if (value.status < 400) return { ok: true, value: { ...value, warnings: warningsOf(value) } };
    return answerFailure(value, request, entries.info, server);
  }

  return {
    server,
    async request(request) {
      if (request.signal?.aborted) return cancelled();
      const first = await send(request);
      if (first.ok || first.error.code !== 'unauthorized' || !access?.renewable) return first;
      access.expires = 0; // the credential was refused: ask the plugin for a new one, once
      return send(request);
    },
    close() {
      closed.abort();
      access?.target.agent.destroy();
      access = undefined;
    },
  };
}

interface Access {
  readonly target: HttpTarget;
  /** Milliseconds since 1970, Infinity for static credentials. */
  expires: number;
  /** Whether asking again can give another credential. */
  readonly renewable: boolean;
}

/** How long a token from a file or an identity provider is used before it is read again, as kubectl does. */
const RENEW_INTERVAL = 60_000;

async function prepareAccess(
  entries: ContextEntries,
  server: string,
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<Result<Access>> {
  const user: JsonObject = { ...entries.user?.value };
  const cluster: JsonObject = { ...entries.cluster.value };
  const provider = textAt(user, 'auth-provider', 'name');
  if (provider === 'gcp' || provider === 'azure') {
    return fail(
      'kubeconfig-broken',
      `The user ${entries.info.user} logs in by the old "${provider}" auth-provider, which Kubernetes has removed. Fetch new credentials with your cloud's command line; it writes an exec plugin`,
    );
  }
  let expires = Number.POSITIVE_INFINITY;
  if (Object.keys(objectAt(user, 'exec')).length) {
    const credential = await runExecPlugin({
      exec: objectAt(user, 'exec'),
      userName: entries.info.user,
      cluster,
      env: options.env ?? process.env,
      timeout: options.execTimeout ?? 15_000,
      signal,
    });
    if (!credential.ok) return credential;
    const { token, clientCertificate, clientKey } = credential.value;
    delete user['exec'];
    if (token) user['token'] = token;
    if (clientCertificate) user['client-certificate-data'] = base64(clientCertificate);
    if (clientKey) user['client-key-data'] = base64(clientKey);
    expires = credential.value.expires ?? expires;
  } else if (textAt(user, 'tokenFile')) {
    // The client reads the file under this form only; kubectl's own key is unknown to it.
    delete user['token'];
    user['auth-provider'] = { name: 'tokenFile', config: { tokenFile: user['tokenFile'] } };
    expires = Date.now() + RENEW_INTERVAL;
  } else if (provider) {
    expires = Date.now() + RENEW_INTERVAL;
  }
  preferInlineData(user, cluster);
  try {
    const target = await makeTarget(server, entries, user, cluster);
    return {
      ok: true,
      value: {
        target,
        expires,
        renewable: expires !== Infinity || Boolean(entries.user?.value['exec']),
      },
    };
  } catch (error) {
    return credentialFailure(error, entries);
  }
}

async function makeTarget(
  server: string,
  entries: ContextEntries,
  user: JsonObject,
  cluster: JsonObject,
): Promise<HttpTarget> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const secure = server.startsWith('https:');
  const config = new KubeConfig();
  const names = { cluster: 'cluster', user: 'user' };
  // The client refuses plain http unless verification is off, which means nothing there.
  const clusterValue = secure ? cluster : { ...cluster, 'insecure-skip-tls-verify': true };
  config.loadFromString(
    JSON.stringify({
      clusters: [{ name: names.cluster, cluster: clusterValue }],
      users: [{ name: names.user, user }],
      contexts: [{ name: 'context', context: names }],
      'current-context': 'context',
    }),
  );
  const options: https.RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, rejectUnauthorized, servername } = options;
  // Made once here so that unreadable certificates fail where they can be told.
  if (secure)
    createSecureContext({ ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) });
  const connection = {
    keepAlive: true,
    maxSockets: 8,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    ...(servername && { servername }),
  };
  const own = secure
    ? new https.Agent(connection)
    : new http.Agent({ keepAlive: true, maxSockets: 8 });
  const proxied = options.agent instanceof http.Agent ? options.agent : own;
  return {
    url: server,
    agent: textAt(cluster, 'proxy-url') ? proxied : own,
    headers: {
      ...textHeaders(options.headers),
      ...(options.auth && { Authorization: `Basic ${base64(options.auth)}` }),
      ...impersonation(entries.user?.value),
      'User-Agent': 'data-platform-manifests',
    },
  };
}

/** Inline certificate data wins over a file, as in kubectl; the client has it the other way round. */
function preferInlineData(user: JsonObject, cluster: JsonObject): void {
  if (cluster['certificate-authority-data']) delete cluster['certificate-authority'];
  if (user['client-certificate-data']) delete user['client-certificate'];
  if (user['client-key-data']) delete user['client-key'];
}

function credentialFailure(error: unknown, { info }: ContextEntries): Failure {
  const code = errorCode(error);
  const path =
    error instanceof Error && 'path' in error && typeof error.path === 'string'
      ? error.path
      : 'a file';
  if (code === 'ENOENT' || code === 'EACCES') {
    return fail(
      'certificate-file-missing',
      `The file ${path} is missing or cannot be read; the kubeconfig names it for context ${info.name}. Put it back or correct the path`,
    );
  }
  if (tlsCode(code)) {
    return fail(
      'tls',
      `A certificate or key of context ${info.name} is not readable as PEM (${code}). Fetch the kubeconfig anew`,
    );
  }
  return fail(
    'kubeconfig-broken',
    `The credentials of user ${info.user} (context ${info.name}) cannot be used${code ? ` (${code})` : ''}. Log in again, then retry`,
  );
}

/** The client sends the user alone; groups and the rest are ours. */
function impersonation(user: JsonObject | undefined): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  const groups = listAt(user, 'as-groups').map(String);
  const uid = textAt(user, 'as-uid');
  if (groups.length) headers['Impersonate-Group'] = groups;
  if (uid) headers['Impersonate-Uid'] = uid;
  for (const [key, values] of Object.entries(objectAt(user, 'as-user-extra'))) {
    headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = listAt(values).map(String);
  }
  return headers;
}

function textHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries(objectAt({ headers }, 'headers'));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value).trim()]));
}

function warningsOf({ headers }: HttpAnswer): string[] {
  const all = headers['warning'];
  const lines = Array.isArray(all) ? all : all === undefined ? [] : [all];
  return lines.flatMap((line) =>
    [...line.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
      (match[1] ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
