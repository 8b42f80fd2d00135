/** Objects as the connected cluster has them, of those that open manifests describe: asked for in the background, and kept. */
import { formatApiVersion } from '../../shared/gvk.ts';
import { Emitter } from '../emitter.ts';
import type { ObjectIdentity } from '../model/objects.ts';
import { mayHoldPlaceholder } from '../placeholders/placeholdersIn.ts';
import type { Earlier } from './changes.ts';
import { objectsInText } from './earlierTexts.ts';

/** An object that a manifest describes, as a server is asked for it. */
export interface NeededObject {
  /** Name of the context that the need is for: another one may be in use when the answer comes. */
  readonly context: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent: that of the context, or the kind has none. */
  readonly namespace?: string;
}

interface Known {
  askedAtMs: number;
  soughtAtMs: number;
  text?: string;
  live?: Earlier;
}

/** Objects that a cluster is asked for. Of manifests with more, the others are left alone: to ask for them in turns would never end. */
const maxKept = 500;
/** An object changes without a word: while its manifest is worked on, it is asked for again after so long. */
const maxAgeMs = 60_000;

export class LiveObjects {
  /** Somebody has to ask the cluster; the answer comes back through `set`. */
  readonly didNeed = new Emitter<NeededObject>();
  #context: string | undefined;
  #revision = 0;
  /** Since when the context is in use, or was opened again. */
  #usedAtMs = -Infinity;
  /** In the order in which they were sought last. */
  readonly #known = new Map<string, Known>();

  /** The cluster in use from now on, by the name of its context, or none. All of its objects are asked for anew. */
  use(context: string | undefined): void {
    if (context !== this.#context) this.#known.clear();
    else this.#usedAtMs = performance.now();
    this.#context = context;
    this.#revision++;
  }

  /** Rises whenever another thing may be known. */
  get revision(): number {
    return this.#revision;
  }

  get isUsed(): boolean {
    return this.#context !== undefined;
  }

  /** What is known now; whatever is not is asked for. */
  of(object: ObjectIdentity): Earlier | undefined {
    const needed = this.neededFor(object);
    if (!needed) return undefined;
    const now = performance.now();
    const known = this.#sought(keyOf(needed), now);
    if (!known) return undefined;
    if (now - known.askedAtMs > maxAgeMs || known.askedAtMs < this.#usedAtMs) {
      known.askedAtMs = now;
      this.didNeed.emit(needed);
    }
    return known.live;
  }

  /** How a server is asked for an object; undefined without a cluster, and for names that are filled in later. */
  neededFor({ gvk, name, namespace }: ObjectIdentity): NeededObject | undefined {
    const context = this.#context;
    if (context === undefined || !gvk || name === undefined || name === '') return undefined;
    if ([name, namespace ?? ''].some((each) => mayHoldPlaceholder(each))) return undefined;
    const { kind } = gvk;
    const place = namespace === undefined ? {} : { namespace };
    return { context, apiVersion: formatApiVersion(gvk), kind, name, ...place };
  }

  /** The answer: YAML without values of Secrets; undefined where there is none or it may not be read. Whether it is another one. */
  set(needed: NeededObject, text: string | undefined): boolean {
    if (needed.context !== this.#context) return false;
    const known = this.#known.get(keyOf(needed));
    if (!known || known.text === text) return false;
    const [object] = text === undefined ? [] : objectsInText(text);
    this.#revision++;
    delete known.text;
    delete known.live;
    if (text !== undefined) known.text = text;
    if (object) known.live = { object, was: `the object in ${needed.context}`, isLive: true };
    return true;
  }

  /** Undefined where as many are known as may be, and all of them are still sought. */
  #sought(key: string, now: number): Known | undefined {
    const known = this.#known.get(key) ?? { askedAtMs: -Infinity, soughtAtMs: now };
    if (!this.#known.delete(key) && !this.#hasRoom(now)) return undefined;
    known.soughtAtMs = now;
    this.#known.set(key, known);
    return known;
  }

  /** Whether there is room for one more, made where one was not sought for long. */
  #hasRoom(now: number): boolean {
    if (this.#known.size < maxKept) return true;
    const [oldest] = this.#known;
    if (!oldest || now - oldest[1].soughtAtMs <= maxAgeMs) return false;
    return this.#known.delete(oldest[0]);
  }
}

/** Of one context the same key means the same object. */
export function keyOf({ apiVersion, kind, name, namespace = '' }: NeededObject): string {
  return `${apiVersion}/${kind} ${namespace} ${name}`;
}
