/** How an object hangs together with others, read when its page is opened and when the object has changed. */
import type { ResourceRef, ResourceSummary, Result } from '../api.ts';
import type { PageSection } from '../describeApi.ts';
import { readClaimUsers } from '../explore/claimUsers.ts';
import { readEndpoints } from '../explore/endpoints.ts';
import type { ReadOwnedIndex } from '../explore/ownedIndex.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { textAt, type JsonObject } from '../values.ts';
import { readClaimStorage } from './claimStorage.ts';
import type { RelatedObjects } from './objectPage.ts';
import { readOwned } from './ownedObjects.ts';
import { readUsedBy, type UsedBy } from './usedBy.ts';

export interface Relations {
  readonly related: readonly RelatedObjects[];
  readonly usedBy?: UsedBy | undefined;
  readonly storage?: PageSection | undefined;
}

export interface RelationParts {
  readonly context: ResourceContext;
  readonly readIndex: ReadOwnedIndex;
  /** Its pods are known and told by themselves. */
  readonly hasPods: boolean;
}

export async function readRelations(
  { context, readIndex, hasPods }: RelationParts,
  ref: ResourceRef,
  object: JsonObject,
  signal: AbortSignal,
): Promise<Relations> {
  const isClaim = ref.apiVersion === 'v1' && ref.kind === 'PersistentVolumeClaim';
  const isTold = (kind: string) => hasPods && kind === 'Pod';
  const uid = textAt(object, 'metadata', 'uid') ?? '';
  const [services, users, owned, usedBy] = await Promise.all([
    hasPods ? related('Service', readEndpoints(context, ref, signal)) : undefined,
    isClaim ? related('mounted by', readClaimUsers(context, ref, signal)) : undefined,
    readOwned({ context, readIndex, isTold }, ref, uid, signal),
    readUsedBy(context, ref, signal),
  ]);
  const isUsed = (users?.objects.length ?? 0) > 0;
  const storage = isClaim ? await readClaimStorage(context, object, { isUsed, signal }) : undefined;
  const groups = [services, users].filter((group) => group !== undefined);
  return { related: [...groups, ...owned], usedBy, storage };
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
