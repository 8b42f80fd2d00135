/** Lists that the connected cluster is asked for in the background, where open manifests need them, and that are kept. */
import { RecentMap } from '../../shared/recentMap.ts';
import { Emitter } from '../emitter.ts';

interface Known {
  askedAtMs: number;
  /** Undefined where it may not be read, or is on its way. */
  list?: ReadonlySet<string>;
}

/** Objects come and go without a word: while manifests are worked on, their lists are asked for again after so long. */
const maxAgeMs = 60_000;
/** Those that were used last; the others are asked for again. */
const maxKept = 1_000;

/** `Needed` says what is asked of which context: another one may be in use when the answer comes. */
export class AskedLists<Needed extends { readonly context: string }> {
  /** Somebody has to ask the cluster; the answer comes back through `set`. */
  readonly didNeed = new Emitter<Needed>();
  /** More or something else is known. */
  readonly didChange = new Emitter();
  readonly #known = new RecentMap<string, Known>(maxKept);
  readonly #keyOf: (needed: Needed) => string;
  #context: string | undefined;
  /** Since when the context is in use, or was opened again. */
  #usedAtMs = -Infinity;

  /** Of one context the same key means the same list. */
  constructor(keyOf: (needed: Needed) => string) {
    this.#keyOf = keyOf;
  }

  /** Name of the context in use, where there is one. */
  get context(): string | undefined {
    return this.#context;
  }

  /** The cluster in use from now on, by the name of its context, or none. All lists are asked for anew. */
  use(context: string | undefined): void {
    const isOther = context !== this.#context;
    if (isOther) this.#known.clear();
    else this.#usedAtMs = performance.now();
    this.#context = context;
    if (isOther || context !== undefined) this.didChange.emit();
  }

  /** Undefined where it is not known; `asks`: it is asked for then. */
  listOf(needed: Needed, asks: boolean): ReadonlySet<string> | undefined {
    const known = this.#knownOf(needed);
    const now = performance.now();
    if (asks && (now - known.askedAtMs > maxAgeMs || known.askedAtMs < this.#usedAtMs)) {
      known.askedAtMs = now;
      this.didNeed.emit(needed);
    }
    return known.list;
  }

  /** The answer; undefined where it may not be read. */
  set(needed: Needed, list: readonly string[] | undefined): void {
    if (needed.context !== this.#context) return;
    const known = this.#knownOf(needed);
    const before = known.list;
    delete known.list;
    if (list) known.list = new Set(list);
    const isSame = before?.size === list?.length && (list ?? []).every((one) => before?.has(one));
    if (!isSame) this.didChange.emit();
  }

  #knownOf(needed: Needed): Known {
    return this.#known.getOrMake(this.#keyOf(needed), () => ({ askedAtMs: -Infinity }));
  }
}
