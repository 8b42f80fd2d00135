/** The API server: its version, how fast it answers, and what it says of its own parts. */
import type { Result } from '../api.ts';
import type { ApiServerState, HealthCheck } from '../exploreApi.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { parseJson, textAt } from '../values.ts';

export async function readApiServer(
  connection: ClusterConnection,
  signal?: AbortSignal,
): Promise<Result<ApiServerState>> {
  const began = performance.now();
  const answer = await get(connection, '/version', 'version', signal);
  const latencyMs = Math.round(performance.now() - began);
  if (!answer.ok) return answer;
  const version = textAt(parseJson(answer.value.body), 'gitVersion');
  const [ready, live] = await Promise.all([
    readChecks(connection, 'readyz', signal),
    readChecks(connection, 'livez', signal),
  ]);
  return { ok: true, value: { ...(version && { version }), latencyMs, ready, live } };
}

/** Empty where they may not be read, or the server tells none. A server with a failing check answers with an error that lists them. */
async function readChecks(
  connection: ClusterConnection,
  endpoint: 'readyz' | 'livez',
  signal: AbortSignal | undefined,
): Promise<readonly HealthCheck[]> {
  const answer = await get(connection, `/${endpoint}?verbose`, endpoint, signal);
  return checksIn(answer.ok ? answer.value.body : answer.error.message);
}

/** `[+]etcd ok`, `[-]ping failed: reason withheld`. */
export function checksIn(text: string): readonly HealthCheck[] {
  return [...text.matchAll(/\[([+-])\]([^\s[\]]+)/g)].map(([, sign, name = '']) => ({
    name,
    isOk: sign === '+',
  }));
}

function get(
  connection: ClusterConnection,
  path: string,
  resource: string,
  signal: AbortSignal | undefined,
) {
  return connection.request({
    method: 'GET',
    path,
    verb: 'get',
    resource,
    ...(signal && { signal }),
    isUntyped: true,
    repeatable: true,
  });
}
