/**
 * The credentials of a kubeconfig context in their simplest form: tokens, passwords and inline certificates.
 * Every other way to log in is settled here, as kubectl settles it.
 */
import { readFile } from 'node:fs/promises';
import type { ClusterError, Failure, Result } from '../api.ts';
import type { EditorProxy, ProxySources } from '../connect/proxy.ts';
import { errorCode, fail } from '../errors/errors.ts';
import type { ContextEntries } from '../kubeconfig/kubeconfig.ts';
import { runExecPlugin } from './execPlugin.ts';
import type { RunInTerminal } from './execPlugin.ts';
import { loginMethod } from '../kubeconfig/loginMethod.ts';
import type { LoginMethod } from '../kubeconfig/loginMethod.ts';
import { createOidcLogin } from './oidc.ts';
import type { OidcLogin } from './oidc.ts';
import { createLoginSource } from './loginSource.ts';
import type { Credentials } from './credentials.ts';
import type { LoginSource, LoginSourceOptions, Obtaining } from './loginSource.ts';
import { objectAt, textAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface CredentialOptions {
  /** Our environment, in which an exec plugin is looked up and run; `process.env` unless told. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds that an exec plugin may take; 15,000 unless told. */
  readonly execTimeout?: number;
  /** The proxy of the editor, for servers that neither the kubeconfig nor the environment names one for. */
  readonly editorProxy?: () => EditorProxy | undefined;
  /** For plugins that need one; absent where there is none to offer. */
  readonly terminal?: RunInTerminal;
  /** Called once for each series of failures to log in that the user alone can end. */
  readonly onLoginFailure?: (error: ClusterError, offersTerminal: boolean) => void;
}

/**
 * How long a new credential is used at least, in milliseconds. The server is the judge of one that claims to have expired:
 * refused, it is renewed at once.
 */
const SHORTEST_USE = 30_000;

/** Nothing is read, run or contacted before the first credentials are asked for. */
export function openLogin(entries: ContextEntries, options: CredentialOptions): LoginSource {
  const { user } = entries;
  const method = loginMethod(user?.value ?? {});
  const onFailure = ({ error }: Failure) => {
    const offersTerminal = method === 'exec' && options.terminal !== undefined;
    options.onLoginFailure?.(error, offersTerminal && mayUseTerminal(entries));
  };
  const oidc =
    method === 'oidc' && user
      ? createOidcLogin(user, () => proxiesOf(options), onFailure)
      : undefined;
  const obtain = (asked: Obtaining) => obtainCredentials(entries, oidc ?? method, options, asked);
  return createLoginSource({
    isPaced: method === 'exec' || method === 'oidc',
    obtain: method === 'token-file' ? keepingWhileSame(obtain) : obtain,
    onFailure,
    ...(oidc && { hasOthers: () => oidc.hasAnother() }),
  });
}

/** A token file is read for each request; the same token makes no other credentials, so that connections stay. */
function keepingWhileSame(obtain: LoginSourceOptions['obtain']): LoginSourceOptions['obtain'] {
  let last: Credentials | undefined;
  return async (asked) => {
    const result = await obtain(asked);
    if (!result.ok) return result;
    if (last?.user.token !== result.value.user.token) last = result.value;
    return { ok: true, value: last ?? result.value };
  };
}

function proxiesOf({ env = process.env, editorProxy }: CredentialOptions): ProxySources {
  const editor = editorProxy?.();
  return { env, ...(editor && { editor }) };
}

/** Those of an address that gets none. */
export function openWithoutLogin({ cluster }: ContextEntries): LoginSource {
  const none = { user: {}, cluster: { ...cluster.value }, expires: Infinity, renewable: false };
  return createLoginSource({
    isPaced: false,
    obtain: () => Promise.resolve({ ok: true, value: none }),
  });
}

function mayUseTerminal({ user }: ContextEntries): boolean {
  return textAt(user?.value, 'exec', 'interactiveMode') !== 'Never';
}

async function obtainCredentials(
  entries: ContextEntries,
  login: LoginMethod | OidcLogin | undefined,
  options: CredentialOptions,
  asked: Obtaining,
): Promise<Result<Credentials>> {
  const { exec, tokenFile, ...user } = without(entries.user?.value ?? {}, ['auth-provider']);
  const cluster: JsonObject = { ...entries.cluster.value };
  if (typeof login === 'object') return withIdToken({ user, cluster }, login, asked);
  switch (login) {
    case 'token-file':
      return withTokenFile(entries, { user, cluster }, String(tokenFile));
    case 'exec':
      return withPlugin(entries, { user, cluster }, objectAt({ exec }, 'exec'), options, asked);
    default: {
      const token = textAt(user, 'token')?.trim();
      if (token) user.token = token;
      if (textAt(user, 'username')) user.password = textAt(user, 'password') ?? '';
      return { ok: true, value: { user, cluster, expires: Infinity, renewable: false } };
    }
  }
}

interface Entries {
  readonly user: JsonObject;
  readonly cluster: JsonObject;
}

/** The file counts before a token that stands beside it, which is what is left when the file cannot be read. */
async function withTokenFile(
  { info }: ContextEntries,
  { user, cluster }: Entries,
  path: string,
): Promise<Result<Credentials>> {
  const beside = textAt(user, 'token');
  let token: string | undefined;
  let why = 'is empty';
  try {
    token = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    why = `is missing or cannot be read (${errorCode(error) ?? 'unknown reason'})`;
  }
  token = (token ? token : beside)?.trim();
  if (!token) {
    return fail(
      'certificate-file-missing',
      `The token file ${path} of user ${info.user} (context ${info.name}) ${why}. Log in again so that it is written anew, or correct "tokenFile" in the kubeconfig`,
    );
  }
  return { ok: true, value: { user: { ...user, token }, cluster, expires: 0, renewable: true } };
}

async function withIdToken(
  { user, cluster }: Entries,
  login: OidcLogin,
  { signal, refused }: Obtaining,
): Promise<Result<Credentials>> {
  const found = await login.token(signal, textAt(refused?.user, 'token'));
  if (!found.ok) return found;
  const { token, isNew } = found.value;
  const shortest = isNew ? Date.now() + SHORTEST_USE : 0;
  const expires = Math.max(found.value.expires, shortest);
  return { ok: true, value: { user: { ...user, token }, cluster, expires, renewable: true } };
}

async function withPlugin(
  { info }: ContextEntries,
  { user, cluster }: Entries,
  exec: JsonObject,
  options: CredentialOptions,
  { signal, inTerminal = false }: Obtaining,
): Promise<Result<Credentials>> {
  const credential = await runExecPlugin({
    exec,
    userName: info.user,
    cluster,
    env: options.env ?? process.env,
    timeout: options.execTimeout ?? 15_000,
    signal,
    ...(inTerminal && options.terminal && { terminal: options.terminal }),
  });
  if (!credential.ok) return credential;
  const { token, clientCertificate, clientKey, expires = Infinity } = credential.value;
  return {
    ok: true,
    value: {
      user: {
        ...user,
        ...(token && { token }),
        ...(clientCertificate && { 'client-certificate-data': base64(clientCertificate) }),
        ...(clientKey && { 'client-key-data': base64(clientKey) }),
      },
      cluster,
      expires: Math.max(expires, Date.now() + SHORTEST_USE),
      renewable: true,
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
