/** Names of the objects in the connected cluster, by kind and namespace: asked for in the background, where open manifests need them. */
import { Emitter } from '../emitter.ts';
import type { KindName } from './facts.ts';
import { kindKey } from './graph.ts';

/** A list of names, as a cluster is asked for it. */
export interface NeededNames extends KindName {
  /** Name of the context that the need is for: another one may be in use when the answer comes. */
  readonly context: string;
  /** Absent: that of the context, or the kind has none. */
  readonly namespace?: string;
}

interface Known {
  askedAtMs: number;
  /** Undefined where they may not be read, or are on their way. */
  names?: ReadonlySet<string>;
}

/** Objects come and go without a word: while manifests are worked on, their names are asked for again after so long. */
const maxAgeMs = 60_000;

export class ClusterNames {
  /** Somebody has to ask the cluster; the answer comes back through `set`. */
  readonly didNeed = new Emitter<NeededNames>();
  /** More or something else is known. */
  readonly didChange = new Emitter();
  readonly #known = new Map<string, Known>();
  #context: string | undefined;

  /** Name of the context in use, where there is one. */
  get context(): string | undefined {
    return this.#context;
  }

  /** The cluster in use from now on, by the name of its context, or none. All names are asked for anew. */
  use(context: string | undefined): void {
    const isOther = context !== this.#context;
    if (isOther) this.#known.clear();
    else for (const known of this.#known.values()) known.askedAtMs = -Infinity;
    this.#context = context;
    if (isOther || context !== undefined) this.didChange.emit();
  }

  /** Undefined where they are not known; `asks`: they are asked for then. */
  of(
    kind: KindName,
    namespace: string | undefined,
    asks: boolean,
  ): ReadonlySet<string> | undefined {
    const context = this.#context;
    if (context === undefined) return undefined;
    const place = namespace === undefined ? {} : { namespace };
    const needed: NeededNames = { context, group: kind.group, kind: kind.kind, ...place };
    const key = keyOfNames(needed);
    const known = this.#known.get(key);
    if (!asks) return known?.names;
    const now = performance.now();
    if (!known || now - known.askedAtMs > maxAgeMs) {
      this.#known.set(key, { ...known, askedAtMs: now });
      this.didNeed.emit(needed);
    }
    return known?.names;
  }

  /** The answer; undefined where they may not be read. */
  set(needed: NeededNames, names: readonly string[] | undefined): void {
    if (needed.context !== this.#context) return;
    const key = keyOfNames(needed);
    const known = this.#known.get(key);
    const before = known?.names;
    const askedAtMs = known?.askedAtMs ?? performance.now();
    this.#known.set(key, { askedAtMs, ...(names && { names: new Set(names) }) });
    const isSame = before?.size === names?.length && (names ?? []).every((one) => before?.has(one));
    if (!isSame) this.didChange.emit();
  }
}

/** Of one context the same key means the same list. */
export function keyOfNames({ namespace = '', ...kind }: NeededNames): string {
  return `${kindKey(kind)} ${namespace}`;
}
