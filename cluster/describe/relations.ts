/** How an object hangs together with others, read when its page is opened and when the object has changed. */
import type { ResourceRef, ResourceSummary, Result } from '../api.ts';
import type { PageSection } from '../describeApi.ts';
import { readEndpoints } from '../explore/endpoints.ts';
import type { ReadOwnedIndex } from '../explore/ownedIndex.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { textAt, type JsonObject } from '../values.ts';
import { isClaim, readClaimStorage } from './claimStorage.ts';
import type { RelatedObjects } from './objectPage.ts';
import { readOwned } from './ownedObjects.ts';

export interface Relations {
  readonly related: readonly RelatedObjects[];
  readonly storage?: PageSection | undefined;
}

export interface RelationParts {
  readonly context: ResourceContext;
  readonly readIndex: ReadOwnedIndex;
  /** Its pods are known and told by themselves. */
  readonly hasPods: boolean;
  /** Of a claim: whether a pod mounts it; undefined where that is not known. */
  readonly isMounted: boolean | undefined;
}

export async function readRelations(
  { context, readIndex, hasPods, isMounted }: RelationParts,
  ref: ResourceRef,
  object: JsonObject,
  signal: AbortSignal,
): Promise<Relations> {
  const isTold = (kind: string) => hasPods && kind === 'Pod';
  const uid = textAt(object, 'metadata', 'uid') ?? '';
  const [services, owned, storage] = await Promise.all([
    hasPods ? related('Service', readEndpoints(context, ref, signal)) : undefined,
    readOwned({ context, readIndex, isTold }, ref, uid, signal),
    isClaim(ref) ? readClaimStorage(context, object, { isUsed: isMounted, signal }) : undefined,
  ]);
  return { related: [...(services ? [services] : []), ...owned], storage };
}

async function related(
  as: string,
  reading: Promise<Result<readonly ResourceSummary[]>>,
): Promise<RelatedObjects> {
  const found = await reading;
  return found.ok
    ? { as, objects: found.value }
    : { as, objects: [], problem: found.error.message };
}
