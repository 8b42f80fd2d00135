/** All kinds that a cluster serves and lists, each in the version that it prefers. */
import type { Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { listAt, textAt } from '../values.ts';
import { readAggregated } from './aggregated.ts';
import type { ApiResource, Discovery } from './discovery.ts';

export type ListedKind = Pick<ApiResource, 'apiVersion' | 'kind' | 'plural' | 'namespaced'>;

/** Without those of the core group. */
export async function readServedKinds(
  connection: ClusterConnection,
  discovery: Discovery,
  signal?: AbortSignal,
): Promise<Result<readonly ListedKind[]>> {
  const groups = await readAggregated(connection, '/apis', signal);
  if (!groups.ok) return groups;
  const items = listAt(groups.value, 'items');
  if (items.length > 0) return { ok: true, value: items.flatMap(kindsOf) };
  const kinds: ListedKind[] = [];
  for (const apiVersion of preferredVersions(groups.value)) {
    const served = await discovery.kinds(apiVersion, signal);
    // A group whose server is down takes nothing from the others.
    if (served.ok) kinds.push(...served.value.filter(({ verbs }) => verbs.includes('list')));
    else if (served.error.code === 'cancelled') return served;
  }
  return { ok: true, value: kinds };
}

/** Versions stand in the order in which the server prefers them; a kind is in some of them only. */
function kindsOf(group: unknown): ListedKind[] {
  const name = textAt(group, 'metadata', 'name') ?? '';
  const kinds = new Map<string, ListedKind>();
  for (const version of listAt(group, 'versions')) {
    const apiVersion = `${name}/${textAt(version, 'version') ?? ''}`;
    for (const resource of listAt(version, 'resources')) {
      const kind = textAt(resource, 'responseKind', 'kind');
      const plural = textAt(resource, 'resource');
      if (!kind || !plural || kinds.has(kind)) continue;
      if (!listAt(resource, 'verbs').includes('list')) continue;
      const namespaced = textAt(resource, 'scope') === 'Namespaced';
      kinds.set(kind, { apiVersion, kind, plural, namespaced });
    }
  }
  return [...kinds.values()];
}

/** Of an answer without kinds. */
function preferredVersions(groups: unknown): string[] {
  return listAt(groups, 'groups').flatMap(
    (group) => textAt(group, 'preferredVersion', 'groupVersion') ?? [],
  );
}
