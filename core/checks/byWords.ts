/** Who has something to say of a value, told by the words of its schema: most words stand in few schemas. */
import type { TypeSchema } from '../schema/schema.ts';
import type { Claim } from './check.ts';

export class ByWords<T extends Claim> {
  readonly #all: readonly T[];
  /** Schemas are read and never changed. */
  readonly #known = new WeakMap<TypeSchema, readonly T[]>();
  readonly #ofNoWords: readonly T[];

  constructor(all: readonly T[]) {
    this.#all = all;
    this.#ofNoWords = all.filter((each) => wordsOf(each) === undefined);
  }

  /** In their order. */
  at(schema: TypeSchema | undefined): readonly T[] {
    if (!schema) return this.#ofNoWords;
    const known = this.#known.get(schema);
    if (known) return known;
    const found = this.#all.filter((each) => wordsOf(each)?.some((word) => word in schema) ?? true);
    const kept = found.length === this.#ofNoWords.length ? this.#ofNoWords : found;
    this.#known.set(schema, kept);
    return kept;
  }
}

function wordsOf({ ofWords, keywords }: Claim): readonly string[] | undefined {
  return ofWords ?? keywords;
}
