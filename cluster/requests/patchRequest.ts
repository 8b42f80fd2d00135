/** The request that changes an object by a JSON patch, or tries it. */
import type { Result } from '../api.ts';
import { resourcePath } from '../discovery/discovery.ts';
import { clusterError } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { patchText } from '../objects/jsonPatch.ts';
import type { PatchStep } from '../objects/jsonPatch.ts';
import { isObject, parseObject } from '../values.ts';
import type { JsonObject } from '../values.ts';
import type { Sending } from './applyRequest.ts';

export async function patch(
  connection: ClusterConnection,
  { document, resource, ref, object, signal }: Sending,
  steps: readonly PatchStep[],
  extra: Readonly<Record<string, string>> = {},
): Promise<Result<JsonObject>> {
  const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, ...extra });
  const answer = await connection.request({
    method: 'PATCH',
    path: `${resourcePath(resource, ref.namespace, document.name)}?${query.toString()}`,
    body: patchText(steps),
    contentType: 'application/json-patch+json',
    verb: 'patch',
    resource: resource.resource,
    kind: resource.kind,
    name: ref.name,
    ...(ref.namespace && { namespace: ref.namespace }),
    ...(signal && { signal }),
    sent: object,
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const result = parseObject(answer.value.body);
  if (isObject(result)) return { ok: true, value: result };
  const message = `The answer to ${ref.kind} ${ref.name} is not a Kubernetes object. Check that the address is an API server's`;
  return { ok: false, error: clusterError('server-error', message) };
}
