/** The release of Kubernetes that a server is of. */
import { kubernetesVersionIn } from '../../shared/kubernetesVersion.ts';
import type { Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { parseJson, textAt } from '../values.ts';

/** `1.29`; undefined where the server tells something else. */
export async function readKubernetesVersion(
  connection: ClusterConnection,
  signal?: AbortSignal,
): Promise<Result<string | undefined>> {
  const answer = await connection.request({
    method: 'GET',
    path: '/version',
    verb: 'get',
    resource: 'version',
    ...(signal && { signal }),
    isUntyped: true,
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const body = parseJson(answer.value.body);
  const [major = '', minor = ''] = [textAt(body, 'major'), textAt(body, 'minor')];
  return { ok: true, value: kubernetesVersionIn(`${major}.${minor}`) };
}
