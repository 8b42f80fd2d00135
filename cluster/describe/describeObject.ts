/** One object as a page that follows the cluster for as long as somebody holds it. */
import type { DescribeLease, ResourceRef, ResourceSummary, Result, WatchQuery } from '../api.ts';
import type { ObjectPage } from '../describeApi.ts';
import { readEndpoints } from '../explore/endpoints.ts';
import { ownedPods } from '../explore/ownedPods.ts';
import { readClaimUsers } from '../explore/claimUsers.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { JsonObject } from '../values.ts';
import type { HeldObjectsLease } from '../watch/heldObjects.ts';
import type { Watches } from '../watch/watches.ts';
import { objectPage } from './objectPage.ts';
import type { RelatedObjects } from './objectPage.ts';

export interface DescribeParts {
  readonly context: ResourceContext;
  readonly contextName: string;
  readonly watches: Watches;
}

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
  #pods: { readonly lease: { dispose(): void }; readonly read: () => RelatedObjects } | undefined;
  #others: readonly RelatedObjects[] = [];
  #last: JsonObject | undefined;
  #isRelatedRead = false;

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
    return objectPage(
      {
        object,
        served: this.#ref,
        context: contextName,
        isGone: this.#object.objects().length === 0,
        status: this.#object.status,
        events: this.#events.objects(),
        related: [...(this.#pods ? [this.#pods.read()] : []), ...this.#others],
      },
      context.kinds,
    );
  }

  dispose(): void {
    this.#stop.abort();
    for (const lease of [this.#object, this.#events, this.#pods?.lease]) lease?.dispose();
  }

  #changed(): void {
    if (this.#stop.signal.aborted) return;
    const [object] = this.#object.objects();
    if (object) this.#last = object;
    if (object && !this.#isRelatedRead) {
      this.#isRelatedRead = true;
      void this.#readRelated();
    }
    this.#onChange();
  }

  /** Never rejects: what cannot be read is told as that. */
  async #readRelated(): Promise<void> {
    const { context, watches } = this.#parts;
    const { signal } = this.#stop;
    const pods = await ownedPods(context, this.#ref, signal);
    if (signal.aborted) return;
    if (pods.ok && pods.value) {
      const lease = watches.lease(pods.value, () => this.#changed());
      const read = () => ({ as: 'pod', objects: lease.first(), ...problemOf(lease.status.error) });
      this.#pods = { lease, read };
    }
    const isClaim = this.#ref.kind === 'PersistentVolumeClaim';
    const others = await Promise.all([
      ...(pods.ok && pods.value
        ? [related('Service', readEndpoints(context, this.#ref, signal))]
        : []),
      ...(isClaim ? [related('mounted by', readClaimUsers(context, this.#ref, signal))] : []),
    ]);
    this.#others = others;
    this.#changed();
  }
}

/** Of a namespace those of all that is in it. */
function eventsAbout({ kind, name, namespace }: ResourceRef): WatchQuery {
  const events = { apiVersion: 'v1', kind: 'Event' };
  if (kind === 'Namespace') return { ...events, namespace: name };
  const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`;
  return { ...events, ...(namespace !== undefined && { namespace }), fieldSelector };
}

async function related(
  as: string,
  reading: Promise<Result<readonly ResourceSummary[]>>,
): Promise<RelatedObjects> {
  const found = await reading;
  return found.ok ? { as, objects: found.value } : { as, objects: [], ...problemOf(found.error) };
}

function problemOf(error: { readonly message: string } | undefined): { readonly problem?: string } {
  return error ? { problem: error.message } : {};
}
