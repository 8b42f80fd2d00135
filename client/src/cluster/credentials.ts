/**
 * The credentials of a kubeconfig context, in the form that the Kubernetes client reads: what its own reader does
 * not know, or knows otherwise than kubectl, is settled here.
 */
import type { Failure, Result } from './api.ts';
import { errorCode, fail } from './errors.ts';
import { runExecPlugin } from './execPlugin.ts';
import type { ContextEntries } from './kubeconfig.ts';
import { tlsCode } from './serverErrors.ts';
import { listAt, objectAt, textAt } from './values.ts';
import type { JsonObject } from './values.ts';

export interface CredentialOptions {
  /** Environment of an exec plugin; `process.env` unless told. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds that an exec plugin may take; 15,000 unless told. */
  readonly execTimeout?: number;
}

export interface Credentials {
  /** `users[].user` and `clusters[].cluster` with tokens and inline certificates. */
  readonly user: JsonObject;
  readonly cluster: JsonObject;
  /** Milliseconds since 1970, Infinity for static credentials. */
  readonly expires: number;
  /** Whether asking again can give another credential. */
  readonly renewable: boolean;
}

/** How long a token from a file or an identity provider is used before it is read again, as kubectl does. */
const RENEW_INTERVAL = 60_000;

/** Runs the exec plugin, if the user has one; every other way to log in is left to the client. */
export async function resolveCredentials(
  entries: ContextEntries,
  options: CredentialOptions,
  signal: AbortSignal,
): Promise<Result<Credentials>> {
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
    delete user.exec;
    if (token) user.token = token;
    if (clientCertificate) user['client-certificate-data'] = base64(clientCertificate);
    if (clientKey) user['client-key-data'] = base64(clientKey);
    expires = credential.value.expires ?? expires;
  } else if (textAt(user, 'tokenFile')) {
    // The client reads the file under this form only; kubectl's own key is unknown to it.
    delete user.token;
    user['auth-provider'] = { name: 'tokenFile', config: { tokenFile: user.tokenFile } };
    expires = Date.now() + RENEW_INTERVAL;
  } else if (provider) {
    expires = Date.now() + RENEW_INTERVAL;
  }
  preferInlineData(user, cluster);
  const renewable = expires !== Infinity || Boolean(entries.user?.value.exec);
  return { ok: true, value: { user, cluster, expires, renewable } };
}

/** Those of an address that gets none. */
export function withoutCredentials({ cluster }: ContextEntries): Result<Credentials> {
  const none = { user: {}, cluster: { ...cluster.value }, expires: Infinity, renewable: false };
  return { ok: true, value: none };
}

/** Inline certificate data wins over a file, as in kubectl; the client has it the other way round. */
function preferInlineData(user: JsonObject, cluster: JsonObject): void {
  if (cluster['certificate-authority-data']) delete cluster['certificate-authority'];
  if (user['client-certificate-data']) delete user['client-certificate'];
  if (user['client-key-data']) delete user['client-key'];
}

/** What the client threw while it read the credentials. */
export function credentialFailure(error: unknown, { info }: ContextEntries): Failure {
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
export function impersonation(user: JsonObject | undefined): Record<string, string | string[]> {
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

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
