/** What changes around the open files, told in one piece once a burst of it is over. */
import { gvkKey, type GroupVersionKind } from '../../shared/gvk.ts';
import { Emitter } from '../emitter.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';

/** What a change is asked about: a file, open or not. */
export interface ConcernedFile {
  readonly uri: string;
  readonly documents: readonly { readonly gvk: GroupVersionKind | undefined }[];
}

export interface Change {
  /** Whether something in a file may be another thing now. */
  readonly concerns: (file: ConcernedFile) => boolean;
  /**
   * `links`: others say something else of the objects of a file. `loaded`: something was read that a judgement had asked
   * for; who waited for it knows it already.
   */
  readonly cause: 'links' | 'loaded' | 'surroundings';
}

/** Objects change with every letter that is typed, and half a word is no object: what is said between them waits until nobody types. */
const linksMs = 500;
/** But no longer than that. */
const longestLinksMs = 2_000;
/** Changes come in bursts: a key held down, a branch checked out. */
const settleMs = 100;

export class Changes {
  readonly didSettle = new Emitter<Change>();
  readonly #store: SchemaStore;
  #keys = new Set<string>();
  #isAll = false;
  #isOnlyLoaded = true;
  #timer: NodeJS.Timeout | undefined;
  #linksTimer: NodeJS.Timeout | undefined;
  /** Since when links wait, in milliseconds of the process. */
  #linksSince: number | undefined;

  constructor(store: SchemaStore) {
    this.#store = store;
  }

  /** Resolves once all that has changed was told, but for what others say. */
  async told(): Promise<void> {
    while (this.#timer) await new Promise((resolve) => setTimeout(resolve, settleMs));
  }

  /** Every file may be concerned. */
  addAll(): void {
    this.#isAll = true;
    this.#isOnlyLoaded = false;
    this.#later();
  }

  /** The same, where something was read that judgements had asked for. */
  addLoaded(): void {
    this.#isAll = true;
    this.#later();
  }

  /** The schemas of these kinds (`gvkKey`) may be others now. */
  addKinds(keys: ReadonlySet<string>): void {
    for (const key of keys) this.#keys.add(key);
    this.#isOnlyLoaded = false;
    this.#later();
  }

  /** Others may say something else of the objects in open files: `isConcerned` finds out once all is quiet. */
  addLinks(isConcerned: (file: ConcernedFile) => boolean): void {
    const now = performance.now();
    this.#linksSince ??= now;
    clearTimeout(this.#linksTimer);
    this.#linksTimer = setTimeout(
      () => {
        this.#linksSince = undefined;
        this.didSettle.emit({ concerns: isConcerned, cause: 'links' });
      },
      Math.max(0, Math.min(linksMs, this.#linksSince + longestLinksMs - now)),
    );
  }

  #later(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      const [keys, isAll, store] = [this.#keys, this.#isAll, this.#store];
      const cause = this.#isOnlyLoaded ? 'loaded' : 'surroundings';
      this.#timer = undefined;
      this.#keys = new Set();
      this.#isAll = false;
      this.#isOnlyLoaded = true;
      this.didSettle.emit({ concerns: (file) => isAll || isConcerned(file, keys, store), cause });
    }, settleMs);
  }
}

/** Kinds of the file that changed, or kinds that are known to nobody. */
function isConcerned(file: ConcernedFile, keys: ReadonlySet<string>, store: SchemaStore): boolean {
  return file.documents.some(({ gvk }) => {
    if (!gvk) return false;
    return keys.has(gvkKey(gvk)) || isListKind(gvk.kind) || !store.find(gvk);
  });
}
