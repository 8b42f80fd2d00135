/** All groups with their kinds in one answer, which API servers have since Kubernetes 1.27; older ones answer without the kinds. */
import type { Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { parseJson } from '../values.ts';

const AGGREGATED = ['v2', 'v2beta1'].map(
  (version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
);

/** `path`: `/api` for the core group, `/apis` for all others. */
export async function readAggregated(
  connection: ClusterConnection,
  path: '/api' | '/apis',
  signal?: AbortSignal,
): Promise<Result<unknown>> {
  const answer = await connection.request({
    method: 'GET',
    path,
    accept: [...AGGREGATED, 'application/json'].join(','),
    verb: 'get',
    resource: 'kinds',
    ...(signal && { signal }),
    repeatable: true,
  });
  return answer.ok ? { ok: true, value: parseJson(answer.value.body) } : answer;
}
