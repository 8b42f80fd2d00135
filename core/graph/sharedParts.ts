/** Equal parts of facts as one: the facts of many files have the same words, places and empty lists again and again. */
import { isRecord } from '../../shared/json.ts';
import type { Range } from '../model/manifestDocument.ts';

export class SharedParts {
  readonly #words = new Map<string, string>();
  readonly #ranges = new Map<string, Range>();

  /** The same value, which nobody else may hold: its parts are exchanged. */
  in<T>(value: T): T {
    return this.#shared(value) as T;
  }

  #shared(value: unknown): unknown {
    if (typeof value === 'string') return this.#word(value);
    if (Array.isArray(value)) {
      if (value.length === 0) return empty;
      for (let at = 0; at < value.length; at++) value[at] = this.#shared(value[at]);
      return value;
    }
    if (!isRecord(value)) return value;
    if (isRange(value)) return this.#range(value);
    for (const [key, part] of Object.entries(value))
      (value as Record<string, unknown>)[key] = this.#shared(part);
    return value;
  }

  #word(word: string): string {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    this.#words.set(word, word);
    return word;
  }

  #range(range: Range): Range {
    const { start, end } = range;
    const key = `${start.line}:${start.character}-${end.line}:${end.character}`;
    const known = this.#ranges.get(key);
    if (known) return known;
    this.#ranges.set(key, range);
    return range;
  }
}

const empty: readonly never[] = Object.freeze([]);

function isRange(value: object): value is Range {
  return 'start' in value && 'end' in value && isRecord(value.start) && isRecord(value.end);
}
