/** Makes a namespace that documents of an apply need. */
import type { ResourceRef, Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';

/** One that is there already is a failure, as the server tells it. */
export async function createNamespace(
  connection: ClusterConnection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Result<ResourceRef>> {
  const answer = await connection.request({
    method: 'POST',
    path: `/api/v1/namespaces?fieldManager=${FIELD_MANAGER}`,
    body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    verb: 'create',
    resource: 'namespaces',
    name,
    ...(signal && { signal }),
    repeatable: false,
  });
  if (!answer.ok) return answer;
  return { ok: true, value: { apiVersion: 'v1', kind: 'Namespace', name } };
}
