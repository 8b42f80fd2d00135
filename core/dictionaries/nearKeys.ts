/** The keys of a dictionary that one may have been meant to be, found without a look at all others. */
import { groupBy } from '../../shared/groupBy.ts';
import type { ConfigKey } from './configKey.ts';

export class NearKeys {
  /** By number of parts and length: a slip changes the length by one at most. */
  readonly #bySize: ReadonlyMap<string, readonly string[]>;
  readonly #byLowerCase: ReadonlyMap<string, string>;

  constructor(keys: Iterable<ConfigKey>) {
    const names = [...new Set([...keys].map(({ key }) => key))].filter(
      (name) => !name.includes('['),
    );
    this.#bySize = groupBy(names, (name) => sizeOf(name, name.length));
    this.#byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  }

  /** The same key in other letters. */
  sameLetters(key: string): string | undefined {
    return this.#byLowerCase.get(key.toLowerCase());
  }

  /** With as many parts and nearly as many characters. */
  like(key: string): readonly string[] {
    return [-1, 0, 1].flatMap((more) => this.#bySize.get(sizeOf(key, key.length + more)) ?? []);
  }
}

function sizeOf(key: string, length: number): string {
  return `${key.split('.').length} ${length}`;
}
