/** The kinds that a cluster lists, kept for a moment: several parts of the tree ask for them when they are opened. */
import type { Result } from '../api.ts';
import { readServedKinds } from '../discovery/servedKinds.ts';
import type { ServedKind } from '../exploreApi.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { groupOf } from '../../shared/gvk.ts';

/** Milliseconds. */
const goodFor = 5_000;

export function createKindList({ connection, discovery, kinds }: ResourceContext) {
  let last: { readonly at: number; readonly value: readonly ServedKind[] } | undefined;

  return async (signal?: AbortSignal): Promise<Result<readonly ServedKind[]>> => {
    if (last && Date.now() - last.at < goodFor) return { ok: true, value: last.value };
    const served = await readServedKinds(connection, discovery, signal);
    if (!served.ok) return served;
    const value = served.value.map((kind) => ({
      ...kind,
      isCustom: !kinds?.isBuiltIn(groupOf(kind.apiVersion)),
    }));
    last = { at: Date.now(), value };
    return { ok: true, value };
  };
}
