/** What an API server's refusal, or its silence, means to the user: code, words and fields. */
import type { ClusterErrorCode, Failure, KubeContextInfo } from '../api.ts';
import { connectFailure, tlsCode } from './connectWords.ts';
import { cancelled, fail, shortened } from '../errors/errors.ts';
import { withoutSecretValues } from '../objects/cleanObject.ts';
import { formatFieldPath } from '../objects/fieldPath.ts';
import type { HttpAnswer, HttpLoss } from '../http/exchange.ts';
import { isNamespaceName } from '../objects/namespaceName.ts';
import type { ApiRequest } from '../http/request.ts';
import { withoutPeriod } from '../errors/serverWords.ts';
import { statusCauses } from './statusCauses.ts';
import { numberAt, parseJson, textAt } from '../values.ts';

/** An answer with a status of 400 and above. */
export function answerFailure(
  answer: Pick<HttpAnswer, 'status' | 'body'>,
  request: ApiRequest,
  context: KubeContextInfo,
  server: string,
): Failure {
  const status = parseJson(answer.body, (key, value) =>
    key === 'message' && typeof value === 'string'
      ? withoutSecretValues(value, request.sent)
      : value,
  );
  const said = textAt(status, 'message') ?? withoutSecretValues(answer.body, request.sent);
  const words = plainWords(shortened(said, 1500)) || `status ${answer.status}`;
  const isDenied = DENIED.test(words);
  const details = {
    verb: request.verb,
    resource: request.resource,
    // A webhook chooses the status at will: its 401 or 503 says nothing of the login or of the server.
    status: isDenied ? 403 : answer.status,
    ...(request.namespace && { namespace: request.namespace }),
  };
  const failure: MakeFailure = (code, message, withCauses = false) =>
    fail(code, message, {
      ...details,
      ...(withCauses && { causes: statusCauses(status, request.sent, request.body) }),
    });
  const answered = { status, words, request, context, server, code: answer.status };
  return isDenied ? denied(failure, answered) : byStatus(failure, answered);
}

/** What an answer says, and to what. */
interface Answered {
  /** The `Status` object in it. */
  readonly status: unknown;
  readonly words: string;
  readonly request: ApiRequest;
  readonly context: KubeContextInfo;
  readonly server: string;
  /** Of HTTP. */
  readonly code: number;
}

function denied(failure: MakeFailure, { words, request, code }: Answered): Failure {
  const kind = INVALID.has(code) ? 'invalid' : 'forbidden';
  return failure(kind, `${describe(request)} was not accepted: ${words}`, true);
}

function byStatus(failure: MakeFailure, answered: Answered): Failure {
  const { status, words, request, context, server } = answered;
  const what = describe(request);
  switch (answered.code) {
    case 401:
      return notLoggedIn(failure, answered);
    case 403:
      return forbidden(failure, words, request, { context, server });
    case 404:
      return notFound(failure, status, words, request, context);
    case 409:
      return failure('conflict', `${what} was not changed because of a conflict: ${words}`, true);
    case 410:
      return failure(
        'list-expired',
        `The list of ${request.resource} changed too much to be continued. Refresh it`,
      );
    case 400:
    case 413:
    case 415:
    case 422:
      return failure(
        'invalid',
        refused(what, words, statusCauses(status, request.sent, request.body)),
        true,
      );
    case 408:
    case 504:
      return failure(
        'timeout',
        `The API server ${server} took too long to ${request.verb} ${what}: ${words}. Try again`,
      );
    case 429:
    case 503:
      return notReady(failure, answered);
    default:
      return failedInside(failure, status, words, request, { server, answered: answered.code });
  }
}

function notLoggedIn(failure: MakeFailure, { context, server }: Answered): Failure {
  return failure(
    'unauthorized',
    /^http:/i.test(server)
      ? `The API server ${server} (context ${context.name}) wants credentials, and none are sent to an http:// address. Correct "server" in the kubeconfig to https://`
      : `The API server ${server} does not accept the credentials of user ${context.user || '(none)'} (context ${context.name}). They may have expired: log in again, then retry`,
  );
}

function notReady(failure: MakeFailure, { status, words, request, server }: Answered): Failure {
  const wait = numberAt(status, 'details', 'retryAfterSeconds');
  return failure(
    'server-error',
    `The API server ${server} is too busy or not ready to ${request.verb} ${describe(request)}: ${words}. Try again${wait ? ` in ${wait} s` : ''}`,
  );
}

type MakeFailure = (code: ClusterErrorCode, message: string, withCauses?: boolean) => Failure;

/** A 404: of the namespace, the kind, the object itself, or one that it refers to. */
function notFound(
  failure: MakeFailure,
  status: unknown,
  words: string,
  request: ApiRequest,
  context: KubeContextInfo,
): Failure {
  const what = describe(request);
  if (textAt(status, 'details', 'kind') === 'namespaces' && request.resource !== 'namespaces') {
    const namespace = textAt(status, 'details', 'name') ?? request.namespace ?? '';
    return failure(
      'namespace-missing',
      `The namespace ${namespace} does not exist in context ${context.name}. ${
        isNamespaceName(namespace)
          ? 'Create it or choose another one'
          : 'None can have that name, which may hold small letters, digits and "-" alone: correct it'
      }`,
    );
  }
  if (!textAt(status, 'details', 'name')) {
    return failure(
      'kind-unknown',
      `The cluster of context ${context.name} does not serve ${request.resource}. Install what serves it, or choose another context`,
    );
  }
  // What the object refers to, e.g. the role of a binding.
  if (textAt(status, 'details', 'name') !== request.name && request.sent !== undefined)
    return failure('not-found', `${what} was not accepted: ${words}. Create that first`);
  return failure(
    'not-found',
    `${what} does not exist (context ${context.name}). It may have been deleted: refresh the view`,
  );
}

/** A status that says nothing by itself: the words tell whose fault it is. */
function failedInside(
  failure: MakeFailure,
  status: unknown,
  words: string,
  request: ApiRequest,
  { server, answered }: { readonly server: string; readonly answered: number },
): Failure {
  const what = describe(request);
  const reason = textAt(status, 'reason') ?? '';
  if (REFUSED_AS_500.test(words)) {
    return failure(
      'invalid',
      refused(what, words, statusCauses(status, request.sent, request.body)),
      true,
    );
  }
  if (words.includes('failed calling webhook')) {
    return failure(
      'server-error',
      `${what} was not accepted, as an admission webhook of the cluster does not answer: ${words}. Try again when it runs`,
      true,
    );
  }
  return failure(
    'server-error',
    `The API server ${server} failed to ${request.verb} ${what} (${answered}${reason ? `, ${reason}` : ''}): ${words}. Try again`,
    true,
  );
}

/** A server's words without what ours say already: the object, and the period at the end. */
function plainWords(words: string): string {
  return withoutPeriod(words)
    .replace(/^[\w.-]+ "[^"]*" is (?:forbidden|invalid): /, '')
    .replace(/^Internal error occurred: /, '');
}

/** With the seconds after which the server wants to be asked again (`Retry-After`; a date there is not read). */
export function withRetryAfter(failure: Failure, headers: HttpAnswer['headers']): Failure {
  const seconds = Number(headers['retry-after']);
  if (!Number.isInteger(seconds) || seconds <= 0) return failure;
  return { ok: false, error: { ...failure.error, retryAfter: seconds } };
}

/** An admission webhook has looked at the object and does not want it. */
const DENIED = /^admission webhook ".*?" denied the request/s;

/** Statuses that speak of the object itself. */
const INVALID: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** Server-side apply answers with 500 when the object does not fit its schema, which is the manifest's fault. */
const REFUSED_AS_500 =
  /^failed to (create typed|convert|create|parse|decode)|unable to convert|error (decoding|strict decoding)/;

function forbidden(
  failure: MakeFailure,
  words: string,
  request: ApiRequest,
  { context, server }: { readonly context: KubeContextInfo; readonly server: string },
): Failure {
  const [, asker = '', what] =
    /User "([^"]*)" cannot (\w+ (?:resource|path) "[^"]*")/.exec(words) ?? [];
  if (what && asker === 'system:anonymous') {
    return failure(
      'unauthorized',
      `The API server ${server} does not know who asks: it got no credentials of user ${context.user || '(none)'} (context ${context.name}), or of a sort that it does not take, such as a password (one in the address of the server comes before all else). For it the user is anonymous, who may not ${what}. Log in again or get a new kubeconfig from whoever runs the cluster`,
    );
  }
  const path = /^\w+ path "(.*)"$/.exec(what ?? '')?.[1];
  if (path !== undefined) {
    return failure(
      'forbidden',
      `User ${asker} may not read ${path} (context ${context.name}), where the API server says what it serves. Ask whoever runs the cluster for the ClusterRole system:discovery, which all users have by default`,
    );
  }
  // Admission refuses with 403 too; only RBAC's form means that a role is missing.
  const rbac = /cannot (\w+) resource "([^"]+)"/.exec(words);
  if (!rbac) return failure('forbidden', `${describe(request)} was not accepted: ${words}`, true);
  const [, verb = request.verb, resource = request.resource] = rbac;
  const user = /User "([^"]*)"/.exec(words)?.[1] ?? context.user;
  const inNamespace = /in the namespace "([^"]+)"/.exec(words)?.[1];
  const scope = inNamespace ? `in namespace ${inNamespace}` : 'in the whole cluster';
  const { error } = failure(
    'forbidden',
    `User ${user} may not ${verb} ${resource} ${scope} (context ${context.name}). Ask for a role that allows ${verb} on ${resource}, or choose another namespace or context`,
  );
  return { ok: false, error: { ...error, deniedVerb: verb } };
}

function refused(what: string, words: string, causes: ReturnType<typeof statusCauses>): string {
  const fields = causes.filter(({ path }) => path.length);
  if (!fields.length) return `The API server refused ${what}: ${words.replace(/^\[\]: /, '')}`;
  const list = fields
    .slice(0, 5)
    .map(({ path, message }) => `${formatFieldPath(path)}: ${message}`);
  const more = fields.length > 5 ? ` and ${fields.length - 5} more` : '';
  return `The API server refused ${what}: ${list.join('; ')}${more}`;
}

/** No answer came. `trusted`: where the authorities come from. */
export function lostFailure(
  loss: HttpLoss,
  request: ApiRequest,
  context: KubeContextInfo,
  server: string,
  trusted?: string,
): Failure & { maybeDone?: boolean } {
  const { maybeDone } = loss;
  const details = {
    verb: request.verb,
    resource: request.resource,
    ...(request.namespace && { namespace: request.namespace }),
  };
  if (loss.why === 'cancelled') return { ...cancelled(), maybeDone };
  if (loss.why === 'timeout') {
    return {
      ...fail(
        'timeout',
        `The API server ${server} (context ${context.name}) did not answer in time to ${request.verb} ${describe(request)}. Try again`,
        details,
      ),
      maybeDone,
    };
  }
  if (loss.code === 'ERR_INVALID_CHAR') {
    return fail(
      'unauthorized',
      `The token of user ${context.user} (context ${context.name}) holds characters that cannot be sent. Log in again, then retry`,
      details,
    );
  }
  if (loss.code === 'ERR_BODY_TOO_LARGE') {
    return {
      ...fail(
        'server-error',
        `The answer of ${server} (context ${context.name}) to ${request.verb} ${describe(request)} is larger than 64 MiB and was not read. Check that the address is an API server's`,
        details,
      ),
      maybeDone,
    };
  }
  const unconnected = connectFailure(
    loss,
    { server, context, ...(trusted && { trusted }) },
    details,
  );
  if (unconnected) return { ...unconnected, maybeDone: maybeDone && !tlsCode(loss.code) };
  return {
    ...fail(
      'unreachable',
      `The connection to the API server ${server} (context ${context.name}) broke while waiting for an answer to ${request.verb} ${describe(request)} (${loss.code ?? 'closed'})`,
      details,
    ),
    maybeDone,
  };
}

/** `Pod web in namespace default`. */
function describe({ resource, kind, name, namespace }: ApiRequest): string {
  return `${kind ?? resource}${name ? ` ${name}` : ''}${namespace ? ` in namespace ${namespace}` : ''}`;
}
