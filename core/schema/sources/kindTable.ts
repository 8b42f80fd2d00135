/** The kinds of a source by key, kept per origin (a file, a group of a cluster), with what a change of one touches. */
import { gvkKey, type GroupVersionKind } from '../../../shared/gvk.ts';
import type { KindEntry } from '../schema.ts';
import type { KindSchema } from './source.ts';

export class KindTable {
  readonly #byOrigin = new Map<string, readonly KindSchema[]>();
  #byKey: Map<string, KindSchema[]> | undefined;
  #kinds: readonly KindEntry[] | undefined;

  /** Those of every origin, in the order of the origins' names. */
  get kinds(): readonly KindEntry[] {
    return (this.#kinds ??= this.#sorted().map(({ entry }) => entry));
  }

  get origins(): readonly string[] {
    return [...this.#byOrigin.keys()];
  }

  find(gvk: GroupVersionKind): readonly KindSchema[] {
    if (this.#byOrigin.size === 0) return [];
    if (!this.#byKey) {
      this.#byKey = new Map();
      for (const schema of this.#sorted()) {
        const key = gvkKey(schema.entry);
        const others = this.#byKey.get(key);
        if (others) others.push(schema);
        else this.#byKey.set(key, [schema]);
      }
    }
    return this.#byKey.get(gvkKey(gvk)) ?? [];
  }

  /** Replaces what an origin has; nothing removes it. Returns the keys of the kinds concerned. */
  set(origin: string, schemas: readonly KindSchema[]): Set<string> {
    const before = this.#byOrigin.get(origin) ?? [];
    const changed = new Set([...before, ...schemas].map(({ entry }) => gvkKey(entry)));
    if (schemas.length > 0) this.#byOrigin.set(origin, schemas);
    else this.#byOrigin.delete(origin);
    this.#byKey = undefined;
    this.#kinds = undefined;
    return changed;
  }

  #sorted(): KindSchema[] {
    return [...this.#byOrigin.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, schemas]) => schemas);
  }
}
