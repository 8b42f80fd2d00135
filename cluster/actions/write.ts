/** One request that changes the cluster, tried before it is sent. */
import type { Failure, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ApiAnswer, ApiRequest } from '../http/request.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { objectAt } from '../values.ts';

export interface Write {
  readonly request: Omit<ApiRequest, 'signal' | 'asksWebhooks'>;
  /** What changes, in words. */
  readonly lines: readonly string[];
  /** What is to be thought of before, beside what the server warns of. */
  readonly warnings?: readonly string[];
  /** What is to be told once it is done, from the body of the answer. */
  readonly note?: (answer: string) => string | undefined;
  /** The same for the object as it is now, where only its state has changed. */
  readonly renewed?: (signal: AbortSignal | undefined) => Promise<Result<Write>>;
}

export const mergePatch = 'application/merge-patch+json';

export interface SendOptions {
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A field that the server does not know is refused. */
async function send(
  connection: ClusterConnection,
  { request }: Write,
  { isDryRun, signal }: SendOptions,
): Promise<Result<ApiAnswer>> {
  const answer = await connection.request({
    ...(request.method === 'DELETE'
      ? deletion(request, isDryRun)
      : { ...request, path: `${request.path}?${queryOf(isDryRun)}` }),
    // What is only tried can be tried twice.
    repeatable: isDryRun || request.repeatable,
    asksWebhooks: true,
    ...(signal && { signal }),
  });
  if (answer.ok) return answer;
  // A patch names the uid of the object that it is for, and the server lets nobody change it.
  const isOther = answer.error.causes.some(({ path }) => path.join('.') === 'metadata.uid');
  return isOther ? madeAnew(request) : answer;
}

function queryOf(isDryRun: boolean): string {
  return new URLSearchParams({
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    ...(isDryRun && { dryRun: 'All' }),
  }).toString();
}

/** A server that reads options in the body of a deletion reads none in its address: a dry run that stood there would delete. */
function deletion(request: Write['request'], isDryRun: boolean): Write['request'] {
  if (!isDryRun) return request;
  const options = { ...objectAt(request, 'sent'), dryRun: ['All'] };
  return { ...request, body: JSON.stringify(options), sent: options };
}

/** How often an object is looked at again whose state changes all the time. */
const mostRenewals = 4;

/** Once more where the object has changed in nothing but its state. */
export async function sendLasting(
  connection: ClusterConnection,
  write: Write,
  options: SendOptions,
): Promise<Result<ApiAnswer>> {
  let current = write;
  for (let renewals = 0; ; renewals++) {
    const sent = await send(connection, current, options);
    const isStale = !sent.ok && sent.error.code === 'conflict' && renewals < mostRenewals;
    if (!isStale || !current.renewed) return sent;
    const next = await current.renewed(options.signal);
    if (!next.ok) return next;
    current = next.value;
  }
}

export function madeAnew({
  kind = 'object',
  name = '',
}: {
  kind?: string;
  name?: string;
}): Failure {
  return fail(
    'conflict',
    `${kind} ${name} was deleted and made again meanwhile. Nothing was changed; refresh and look at it first`,
  );
}
