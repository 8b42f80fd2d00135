/** Lists of the kinds that hang together with an object, followed for as long as its page is open. */
import type { WatchLease, WatchQuery } from '../api.ts';
import type { Watches } from '../watch/watches.ts';
import type { RelatedObjects } from './objectPage.ts';

/** Kinds that are followed; others are read anew when the object itself has changed. */
const mostKinds = 6;

export class FollowedKinds {
  readonly #watches: Pick<Watches, 'lease'>;
  readonly #onChange: () => void;
  readonly #leases = new Map<string, WatchLease>();

  /** `onChange` is called when a list that was read is another one. */
  constructor(watches: Pick<Watches, 'lease'>, onChange: () => void) {
    this.#watches = watches;
    this.#onChange = onChange;
  }

  /** These from now on. What is in no namespace may be anywhere, and is not followed. */
  follow(related: readonly RelatedObjects[], namespace: string | undefined): void {
    const wanted = new Map<string, WatchQuery>();
    for (const { ref } of related.flatMap(({ objects }) => objects.slice(0, 1))) {
      if (namespace === undefined || wanted.size === mostKinds) break;
      const { apiVersion, kind } = ref;
      wanted.set(`${apiVersion} ${kind}`, { apiVersion, kind, namespace });
    }
    for (const [key, lease] of this.#leases) {
      if (wanted.has(key)) continue;
      lease.dispose();
      this.#leases.delete(key);
    }
    for (const [key, query] of wanted) if (!this.#leases.has(key)) this.#begin(key, query);
  }

  dispose(): void {
    for (const lease of this.#leases.values()) lease.dispose();
    this.#leases.clear();
  }

  #begin(key: string, query: WatchQuery): void {
    let isRead = false;
    const lease = this.#watches.lease(query, () => {
      const wasRead = isRead;
      isRead ||= lease.status.state === 'live';
      if (wasRead) this.#onChange();
    });
    isRead = lease.status.state === 'live';
    this.#leases.set(key, lease);
  }
}
