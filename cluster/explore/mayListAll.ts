/** Whether the user may look into all namespaces: most people on a data platform may read one. */
import type { Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { at, parseJson } from '../values.ts';

export async function mayListAll(
  connection: ClusterConnection,
  signal?: AbortSignal,
): Promise<Result<boolean>> {
  const answer = await connection.request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'list', resource: 'pods' } },
    }),
    verb: 'create',
    resource: 'selfsubjectaccessreviews',
    ...(signal && { signal }),
    repeatable: true,
  });
  if (!answer.ok) return answer;
  return { ok: true, value: at(parseJson(answer.value.body), 'status', 'allowed') === true };
}
