/** Names of all objects of a kind: the server sends their metadata alone. */
import type { ListQuery, Result } from '../api.ts';
import { servedResource } from '../discovery/servedVersion.ts';
import { textAt } from '../values.ts';
import { listAll, metadataOnly } from './listAll.ts';
import type { ResourceContext } from './resources.ts';

/** For a namespaced kind those of one namespace, that of the context unless told. */
export async function listNames(
  context: ResourceContext,
  { namespace = context.namespace, ...kind }: Pick<ListQuery, 'apiVersion' | 'kind' | 'namespace'>,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const served = await servedResource(context, kind, signal);
  if (!served.ok) return served;
  const query = { namespace, accept: metadataOnly, ...(signal && { signal }) };
  const found = await listAll(context, served.value, query);
  if (!found.ok) return found;
  return { ok: true, value: found.value.flatMap((item) => textAt(item, 'metadata', 'name') ?? []) };
}
