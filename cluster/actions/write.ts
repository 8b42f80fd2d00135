/** One request that changes the cluster, tried before it is sent. */
import type { Failure, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ApiRequest } from '../http/request.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';

export interface Write {
  readonly request: Omit<ApiRequest, 'signal' | 'asksWebhooks'>;
  /** What changes, in words. */
  readonly lines: readonly string[];
}

export const mergePatch = 'application/merge-patch+json';

/** Returns the warnings of the server. A field that it does not know is refused. */
export async function send(
  connection: ClusterConnection,
  { request }: Write,
  { isDryRun, signal }: { readonly isDryRun: boolean; readonly signal?: AbortSignal | undefined },
): Promise<Result<readonly string[]>> {
  const query = new URLSearchParams({
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    ...(isDryRun && { dryRun: 'All' }),
  });
  const answer = await connection.request({
    ...request,
    path: `${request.path}?${query.toString()}`,
    // What is only tried can be tried twice.
    repeatable: isDryRun || request.repeatable,
    asksWebhooks: true,
    ...(signal && { signal }),
  });
  if (answer.ok) return { ok: true, value: answer.value.warnings };
  // A patch names the uid of the object that it is for, and the server lets nobody change it.
  const isOther = answer.error.causes.some(({ path }) => path.join('.') === 'metadata.uid');
  return isOther ? madeAnew(request) : answer;
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
