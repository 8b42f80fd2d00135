/**
 * One connection to one API server: who asks and how it is reached are read from a kubeconfig context, at the first request
 * and again when a login runs out or a file is replaced. The libraries of Kubernetes are not needed for that.
 */
import type { Failure, Result } from './api.ts';
import { openLogin, openWithoutLogin } from './login/openLogin.ts';
import type { CredentialOptions } from './login/openLogin.ts';
import type { Credentials } from './login/credentials.ts';
import { ClusterAgent } from './connect/clusterAgent.ts';
import type { ClusterAgentOptions } from './connect/clusterAgent.ts';
import { connectionFiles, stampOf } from './connect/files.ts';
import { placesOf, readRoute } from './connect/route.ts';
import { serverUser } from './kubeconfig/serverAddress.ts';
import { cancelled, fail } from './errors/errors.ts';
import type { ContextEntries } from './kubeconfig/kubeconfig.ts';
import { identityHeaders } from './kubeconfig/identityHeaders.ts';
import { loginMethod } from './kubeconfig/loginMethod.ts';
import type { ClusterConnection } from './http/connection.ts';
import type { ApiOutcome, ApiRequest } from './http/request.ts';
import { isPlainPath } from './http/plainPath.ts';
import { openSocket, openStream, send } from './answers/sending.ts';
import type { SendWith } from './answers/sending.ts';

export interface ConnectionOptions extends CredentialOptions, ClusterAgentOptions {
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
  const { requestTimeout = 30_000 } = options;
  const server = entries.info.server ?? '';
  // As kubectl has it, the user of a context counts for https:// alone: over plain http anybody on the way could read a
  // token, and no credential plugin is started for an address that will not get its answer.
  const login = isSecure(server) ? openLogin(entries, options) : openWithoutLogin(entries);
  const accesses = createAccesses(server, entries, options);

  return {
    server,
    requestTimeout,
    request: (request) => loggedIn(request, send),
    stream: (request) => loggedIn(request, openStream),
    socket: (request, protocols) => loggedIn(request, openSocket(protocols)),
    tryLoginAgain: (how) => login.tryAgain(how),
    retire: () => accesses.retire(),
    close() {
      login.close();
      accesses.close();
    },
  };

  /** Sent with the credentials of now, and once more with others where the server refuses these. */
  async function loggedIn<T>(request: ApiRequest, sendIt: SendWith<T>): Promise<ApiOutcome<T>> {
    if (request.signal?.aborted) return cancelled();
    if (!isPlainPath(request.path)) return notAName(request);
    const first = await accesses.for(await login.current(request.signal));
    if (!first.ok) return first;
    const answer = await sendWith(request, first.value, sendIt);
    if (answer.ok || answer.error.status !== 401) return answer;
    const others = await login.current(request.signal);
    if (others.ok && others.value === first.value.credentials) return answer;
    const second = await accesses.for(others);
    return second.ok ? sendWith(request, second.value, sendIt) : second;
  }

  /** Tells the login what the server makes of its credentials. */
  async function sendWith<T>(
    request: ApiRequest,
    made: Access,
    sendIt: SendWith<T>,
  ): Promise<ApiOutcome<T>> {
    const answer = await sendIt(request, made, { context: entries.info, requestTimeout });
    if (!answer.ok && answer.error.status === undefined) return answer; // nobody has judged them
    if (answer.ok || answer.error.status !== 401) login.accepted(made.credentials);
    else login.refused(made.credentials, answer);
    return answer;
  }
}

function isSecure(server: string): boolean {
  return /^https:/i.test(server);
}

/** A name that would make the address that of something else. */
function notAName({ verb, resource, kind, name, namespace }: ApiRequest): Failure {
  const what = [kind ?? resource, name, namespace && `in namespace ${namespace}`];
  return fail(
    'invalid',
    `${what.filter(Boolean).join(' ')} is not asked for: a name or namespace may not be empty, "." or "..", and may hold no slash or percent sign. Correct it`,
    { verb, resource, ...(namespace !== undefined && { namespace }) },
  );
}

/** What requests are sent with. */
interface Access {
  readonly agent: ClusterAgent;
  /** The same key means that connections can be shared. */
  readonly agentKey: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly credentials: Credentials;
  /** Of the certificate and key files, before they were read. */
  readonly stamp: string;
}

interface Accesses {
  /** Made once for each new credentials and each change of a file, for all requests that wait for them. */
  for(credentials: Result<Credentials>): Promise<Result<Access>>;
  retire(): void;
  close(): void;
}

function createAccesses(
  server: string,
  entries: ContextEntries,
  options: ConnectionOptions,
): Accesses {
  let access: Access | undefined;
  let making:
    { credentials: Credentials; stamp: string; done: Promise<Result<Access>> } | undefined;
  let isClosed = false;
  const { cluster, user } = placesOf(entries);
  const files = connectionFiles(cluster, user);

  async function make(credentials: Credentials, stamp: string): Promise<Result<Access>> {
    const made = await makeAccess(server, entries, credentials, { options, access, stamp });
    if (making?.credentials === credentials && making.stamp === stamp) making = undefined;
    if (!made.ok) return made;
    if (access && access.agent !== made.value.agent) access.agent.retire();
    access = made.value;
    if (isClosed) access.agent.destroy();
    return made;
  }

  return {
    async for(credentials) {
      if (!credentials.ok) return credentials;
      const { value } = credentials;
      const stamp = files.length ? await stampOf(files) : '';
      const isOf = (made: { credentials: Credentials; stamp: string } | undefined) =>
        made?.credentials === value && made.stamp === stamp;
      if (access && isOf(access)) return { ok: true, value: access };
      if (!making || !isOf(making)) {
        making = { credentials: value, stamp, done: make(value, stamp) };
      }
      return making.done;
    },
    retire: () => access?.agent.retire(),
    close() {
      isClosed = true;
      access?.agent.destroy();
      access = undefined;
    },
  };
}

interface AccessBefore {
  readonly options: ConnectionOptions;
  readonly access: Access | undefined;
  readonly stamp: string;
}

async function makeAccess(
  server: string,
  entries: ContextEntries,
  credentials: Credentials,
  { options, access: previous, stamp }: AccessBefore,
): Promise<Result<Access>> {
  const { user } = credentials;
  const secure = isSecure(server);
  const editor = options.editorProxy?.();
  const byPlugin = loginMethod(entries.user?.value ?? {}) === 'exec';
  const route = await readRoute(server, entries, byPlugin ? user : undefined, {
    connectTimeout: options.connectTimeout ?? 10_000,
    env: options.env ?? process.env,
    ...(editor && { editor }),
  });
  if (!route.ok) return route;
  const { key } = route.value;
  const agent =
    previous?.agentKey === key ? previous.agent : new ClusterAgent(route.value.route, options);
  const headers = {
    ...identityHeaders(user, secure ? serverUser(entries.cluster.value) : undefined),
    'User-Agent': 'data-platform-manifests',
  };
  return { ok: true, value: { agent, agentKey: key, headers, credentials, stamp } };
}
