/** One request for the log of one container. */
import { resourcePath } from '../discovery/discovery.ts';
import type { ApiOutcome, ApiStream } from '../http/request.ts';
import type { ClusterConnection } from '../http/connection.ts';

export interface LogQuery {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly isPrevious: boolean;
  /** Milliseconds since 1970: not what was written in an earlier second. */
  readonly sinceTime?: number;
  readonly sinceSeconds?: number;
  readonly tailLines?: number;
}

const pods = { apiVersion: 'v1', plural: 'pods', namespaced: true };

/** Each line begins with its time. A log that is not of an earlier run goes on for as long as the container runs. */
export function openLog(
  connection: ClusterConnection,
  query: LogQuery,
  signal: AbortSignal,
): Promise<ApiOutcome<ApiStream>> {
  const { namespace, pod, container, isPrevious, sinceTime, sinceSeconds, tailLines } = query;
  const parameters = new URLSearchParams({
    container,
    timestamps: 'true',
    ...(isPrevious ? { previous: 'true' } : { follow: 'true' }),
    ...(sinceTime !== undefined && { sinceTime: new Date(sinceTime).toISOString() }),
    ...(sinceTime === undefined &&
      sinceSeconds !== undefined && { sinceSeconds: String(sinceSeconds) }),
    ...(tailLines !== undefined && { tailLines: String(tailLines) }),
  });
  return connection.stream({
    method: 'GET',
    path: `${resourcePath(pods, namespace, pod)}/log?${parameters.toString()}`,
    accept: 'application/json, */*',
    isText: true,
    waitsForNews: true,
    verb: 'get',
    resource: 'pods/log',
    kind: 'log of Pod',
    namespace,
    name: pod,
    signal,
    repeatable: true,
  });
}
