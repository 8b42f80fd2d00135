/** Who uses an object, as the cluster has it for as long as the page of the object is open. */
import type { ResourceRef, ResourceSummary, WatchQuery, WatchStatus } from '../api.ts';
import type { LinkedObject } from '../describeApi.ts';
import { claimsMountedBy } from '../objects/mountedClaims.ts';
import type { ClusterKinds } from '../status/clusterKinds.ts';
import { summarize } from '../status/health.ts';
import type { HeldObjectsLease, Keeping } from '../watch/heldObjects.ts';
import type { Watches } from '../watch/watches.ts';
import { isClaim } from './claimStorage.ts';
import type { NamedObject } from './namedObjects.ts';
import type { RelatedObjects, UsedBy } from './objectPage.ts';
import { useOf, usersOf } from './users.ts';

export interface UserParts {
  readonly watches: Pick<Watches, 'kept'>;
  readonly kinds: ClusterKinds | undefined;
}

interface FollowedKind {
  readonly kind: string;
  readonly lease: HeldObjectsLease<NamedObject>;
}

const pods = { apiVersion: 'v1', kind: 'Pod' };

export class FollowedUsers {
  /** Of the kinds that name such objects, as far as they are known. */
  readonly #users: readonly FollowedKind[] | undefined;
  /** The pods that mount a claim, which are told with their state. */
  readonly #mounts: HeldObjectsLease<ResourceSummary> | undefined;

  constructor({ watches, kinds }: UserParts, ref: ResourceRef, onChange: () => void) {
    const queryOf = ({
      apiVersion,
      kind,
    }: Pick<LinkedObject, 'apiVersion' | 'kind'>): WatchQuery => ({
      ...{ apiVersion, kind },
      ...(ref.namespace !== undefined && { namespace: ref.namespace }),
    });
    this.#users = usersOf(ref)?.map((kind) => {
      const keeping: Keeping<NamedObject> = { keep: (object) => useOf(object, kind, ref), isSame };
      return { kind: kind.kind, lease: watches.kept(queryOf(kind), keeping, onChange) };
    });
    if (!isClaim(ref)) return;
    const mounting: Keeping<ResourceSummary> = {
      keep: (pod) =>
        claimsMountedBy(pod).includes(ref.name) ? summarize(pod, pods, kinds) : undefined,
      isSame,
    };
    this.#mounts = watches.kept(queryOf(pods), mounting, onChange);
  }

  /** Undefined where there is nothing to tell. */
  get usedBy(): UsedBy | undefined {
    const users = this.#users;
    if (!users) return undefined;
    const objects = users.flatMap(({ lease }) => lease.objects());
    const unread = users.flatMap(({ kind, lease: { status } }) =>
      status.error?.code === 'forbidden' && !isListed(status) ? [kind] : [],
    );
    const isReading = users.some(({ lease }) => lease.status.state === 'reading');
    // Pods that mount it are told with their state: then nobody reads that nothing uses it.
    if (this.isMounted && objects.length + unread.length === 0) return undefined;
    return { objects, unread, isReading };
  }

  get mountedBy(): RelatedObjects | undefined {
    const mounts = this.#mounts;
    if (!mounts) return undefined;
    const { error } = mounts.status;
    const isUnread = error !== undefined && !isListed(mounts.status);
    return {
      as: 'mounted by',
      objects: mounts.objects(),
      ...(isUnread && { problem: error.message }),
    };
  }

  /** Of a claim: whether a pod mounts it; undefined as long as that is not known. */
  get isMounted(): boolean | undefined {
    const mounts = this.#mounts;
    if (!mounts || mounts.status.state === 'reading') return undefined;
    return mounts.objects().length > 0 || (isListed(mounts.status) ? false : undefined);
  }

  dispose(): void {
    this.#mounts?.dispose();
    for (const { lease } of this.#users ?? []) lease.dispose();
  }
}

/** Who may list and not watch has it as it was a minute ago. */
function isListed({ state }: WatchStatus): boolean {
  return state === 'live' || state === 'polled';
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
