import type { PatternCost } from './patternCost.ts';

/**
 * What the patterns of one document may still cost, some two seconds in all. Counted and not measured, so that the
 * same text always ends at the same place.
 */
export class PatternBudget {
  #left: number;
  readonly #compiled = new Set<string>();

  constructor(units = 20_000_000) {
    this.#left = units;
  }

  /** True where compiling the pattern, once for each document, is within the budget, from which it is taken. */
  compile(pattern: string, { compile }: PatternCost): boolean {
    if (!this.#compiled.has(pattern)) this.#left -= compile;
    this.#compiled.add(pattern);
    return this.#left >= 0;
  }

  /** The same of matching a text of so many characters. */
  match({ size }: PatternCost, length: number): boolean {
    this.#left -= size * (length + 1);
    return this.#left >= 0;
  }
}
