/** The version in which a cluster serves a kind: operators of other releases serve the same kind in another one. */
import type { ClusterError, Result } from '../api.ts';
import { parseApiVersion } from '../../shared/gvk.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { listAt, parseJson, textAt } from '../values.ts';
import type { ApiResource, Discovery } from './discovery.ts';

export interface ServedVersions {
  readonly connection: ClusterConnection;
  readonly discovery: Discovery;
}

/** The kind as it is asked for, else in the version that the server prefers of its group; the failure of the first where it has none. */
export async function servedResource(
  { connection, discovery }: ServedVersions,
  { apiVersion, kind }: Pick<ApiResource, 'apiVersion' | 'kind'>,
  signal?: AbortSignal,
): Promise<Result<ApiResource>> {
  const wanted = await discovery.resource(apiVersion, kind, signal);
  if (wanted.ok || !isServedOtherwise(wanted.error)) return wanted;
  const { group = '', version } = parseApiVersion(apiVersion) ?? {};
  if (!group) return wanted;
  for (const other of await versionsOf(connection, group, signal)) {
    if (other === version) continue;
    const found = await discovery.resource(`${group}/${other}`, kind, signal);
    if (found.ok) return found;
  }
  return wanted;
}

function isServedOtherwise({ code, isGroupAbsent }: ClusterError): boolean {
  return code === 'kind-unknown' && !isGroupAbsent;
}

/** The one that the server prefers comes first. */
async function versionsOf(
  connection: ClusterConnection,
  group: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const answer = await connection.request({
    method: 'GET',
    path: `/apis/${group}`,
    verb: 'get',
    resource: group,
    ...(signal && { signal }),
    repeatable: true,
  });
  if (!answer.ok) return [];
  const body = parseJson(answer.value.body);
  const preferred = textAt(body, 'preferredVersion', 'version');
  const all = listAt(body, 'versions').flatMap((item) => textAt(item, 'version') ?? []);
  return [...new Set([...(preferred ? [preferred] : []), ...all])];
}
