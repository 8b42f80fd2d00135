// What a page in a webview and its extension tell each other. A page shows texts of clusters, so what comes from it is taken
// for nothing but one of a fixed list of actions on an object that it was given, by an id that means nothing elsewhere.
import { isRecord } from '../../shared/json.ts';

export type PageMessage<A extends string> =
  /** The page is there, for the first time or anew, and has nothing to show. */
  { readonly type: 'ready' } | { readonly type: 'act'; readonly action: A; readonly id: string };

/** Undefined for what is none of the messages, or an action that is not in the list. */
export function pageMessage<A extends string>(
  value: unknown,
  actions: readonly A[],
): PageMessage<A> | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id } = value;
  if (type === 'ready') return { type };
  const action = actions.find((one) => one === value.action);
  if (type !== 'act' || action === undefined || typeof id !== 'string') return undefined;
  return { type, action, id };
}

/** To the page: all that it is to show. */
export interface ShowMessage<V> {
  readonly type: 'show';
  readonly view: V;
}

/** Names for objects that a page may act on; one object has one name for as long as the page lives. */
export class PageIds<T> {
  readonly #objects = new Map<string, T>();
  readonly #ids = new Map<string, string>();
  readonly #keyOf: (object: T) => string;

  constructor(keyOf: (object: T) => string) {
    this.#keyOf = keyOf;
  }

  idOf(object: T): string {
    const key = this.#keyOf(object);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `object-${this.#ids.size + 1}`;
    this.#ids.set(key, id);
    this.#objects.set(id, object);
    return id;
  }

  /** Undefined for an id that was never given. */
  object(id: string): T | undefined {
    return this.#objects.get(id);
  }
}
