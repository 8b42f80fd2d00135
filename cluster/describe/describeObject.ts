/** One object as a page that follows the cluster for as long as somebody holds it. */
import type { DescribeLease, ResourceRef, WatchQuery } from '../api.ts';
import type { ObjectPage } from '../describeApi.ts';
import { ownedPods } from '../explore/ownedPods.ts';
import type { ReadOwnedIndex } from '../explore/ownedIndex.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { textAt, type JsonObject } from '../values.ts';
import type { HeldObjectsLease } from '../watch/heldObjects.ts';
import type { Watches } from '../watch/watches.ts';
import { isClaim } from './claimStorage.ts';
import { FollowedKinds } from './followedKinds.ts';
import { FollowedUsers } from './followedUsers.ts';
import { objectPage } from './objectPage.ts';
import type { RelatedObjects } from './objectPage.ts';
import { readRelations, type Relations } from './relations.ts';

export interface DescribeParts {
  readonly context: ResourceContext;
  readonly contextName: string;
  readonly watches: Pick<Watches, 'kept' | 'lease' | 'objects'>;
  readonly readIndex: ReadOwnedIndex;
}

/** Milliseconds between two looks at what hangs together with an object. */
const relationsPauseMs = 10_000;
/** With a claim hang together a volume and a class, and who waits for it looks at it. */
const claimPauseMs = 1000;

/** `onChange` is called when the page is another one. */
export function describeObject(
  parts: DescribeParts,
  ref: ResourceRef,
  onChange: () => void,
): DescribeLease {
  return new Description(parts, ref, onChange);
}

class Description implements DescribeLease {
  readonly #parts: DescribeParts;
  readonly #ref: ResourceRef;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  readonly #object: HeldObjectsLease;
  readonly #events: HeldObjectsLease;
  readonly #followed: FollowedKinds;
  /** Once the object is known to be there. */
  #users: FollowedUsers | undefined;
  #pods: { readonly lease: { dispose(): void }; readonly read: () => RelatedObjects } | undefined;
  #last: JsonObject | undefined;
  #arePodsAsked = false;
  #arePodsRead = false;
  #relations: Relations = { related: [] };
  #isReading = false;
  /** Of the object, when its relations were read last. */
  #readVersion: string | undefined;
  #readMounted: boolean | undefined;
  /** What hangs together with it has changed since. */
  #isOther = false;

  constructor(parts: DescribeParts, ref: ResourceRef, onChange: () => void) {
    this.#parts = parts;
    this.#ref = { ...ref };
    this.#onChange = onChange;
    const { apiVersion, kind, name, namespace } = ref;
    const within = namespace === undefined ? {} : { namespace };
    const { watches } = parts;
    const query = { apiVersion, kind, ...within, fieldSelector: `metadata.name=${name}` };
    this.#object = watches.objects(query, () => this.#changed());
    this.#events = watches.objects(eventsAbout(ref), () => this.#changed());
    this.#followed = new FollowedKinds(watches, () => {
      this.#isOther = true;
      this.#changed();
    });
  }

  get problem() {
    const { state, error } = this.#object.status;
    return this.#last === undefined && state !== 'reading' ? error : undefined;
  }

  get isMissing(): boolean {
    return this.#last === undefined && this.#object.status.state === 'live';
  }

  get page(): ObjectPage | undefined {
    const object = this.#last;
    if (!object) return undefined;
    const { context, contextName } = this.#parts;
    const users = this.#users;
    const { related } = this.#relations;
    const all = [this.#pods?.read(), users?.mountedBy, ...related];
    return objectPage(
      {
        object,
        served: this.#ref,
        context: contextName,
        isGone: this.#object.objects().length === 0,
        hasPods: this.#pods !== undefined,
        status: this.#object.status,
        events: this.#events.objects(),
        ...this.#relations,
        usedBy: users?.usedBy,
        related: all.filter((one) => one !== undefined),
      },
      context.kinds,
    );
  }

  dispose(): void {
    this.#stop.abort();
    for (const lease of [
      this.#object,
      this.#events,
      this.#followed,
      this.#users,
      this.#pods?.lease,
    ])
      lease?.dispose();
  }

  #changed(): void {
    if (this.#stop.signal.aborted) return;
    const [object] = this.#object.objects();
    if (object) this.#last = object;
    if (object && !this.#arePodsAsked) {
      this.#arePodsAsked = true;
      const { watches, context } = this.#parts;
      const parts = { watches, kinds: context.kinds };
      this.#users = new FollowedUsers(parts, this.#ref, () => this.#changed());
      void this.#readPods();
    }
    if (object && this.#arePodsRead && !this.#isReading && this.#isOld(object))
      void this.#readRelations(object);
    this.#onChange();
  }

  /** Whether the relations were read for another state than this one. */
  #isOld(object: JsonObject): boolean {
    return (
      this.#isOther ||
      versionOf(object) !== this.#readVersion ||
      this.#users?.isMounted !== this.#readMounted
    );
  }

  /** Never rejects: what cannot be read is told as that. */
  async #readPods(): Promise<void> {
    const { context, watches } = this.#parts;
    const { signal } = this.#stop;
    const pods = await ownedPods(context, this.#ref, signal);
    if (signal.aborted) return;
    if (pods.ok && pods.value) {
      const lease = watches.lease(pods.value, () => this.#changed());
      const read = () => ({ as: 'pod', objects: lease.first(), ...problemOf(lease.status.error) });
      this.#pods = { lease, read };
    }
    this.#arePodsRead = true;
    this.#changed();
  }

  /** Anew for each version of the object and of what belongs to it, but not all the time. */
  async #readRelations(object: JsonObject): Promise<void> {
    const { context, readIndex } = this.#parts;
    const { signal } = this.#stop;
    const hasPods = this.#pods !== undefined;
    const version = versionOf(object);
    const isMounted = this.#users?.isMounted;
    this.#isReading = true;
    this.#isOther = false;
    this.#relations = await readRelations(
      { context, readIndex, hasPods, isMounted },
      this.#ref,
      object,
      signal,
    );
    this.#readVersion = version;
    this.#readMounted = isMounted;
    if (signal.aborted) return;
    this.#followed.follow(this.#relations.related, this.#ref.namespace);
    this.#onChange();
    await pauseUnlessAborted(isClaim(this.#ref) ? claimPauseMs : relationsPauseMs, signal);
    this.#isReading = false;
    this.#changed();
  }
}

function versionOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'resourceVersion');
}

/** Of a namespace those of all that is in it. */
function eventsAbout({ kind, name, namespace }: ResourceRef): WatchQuery {
  const events = { apiVersion: 'v1', kind: 'Event' };
  if (kind === 'Namespace') return { ...events, namespace: name };
  const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`;
  return { ...events, ...(namespace !== undefined && { namespace }), fieldSelector };
}

function problemOf(error: { readonly message: string } | undefined): { readonly problem?: string } {
  return error ? { problem: error.message } : {};
}
