/** Which placeholders there are in a file: those of the usual tools, and what settings name for it. */
import { PatternBudget } from '../patterns/patternBudget.ts';
import type { Patterns } from '../patterns/patterns.ts';
import { usualFilling, type Filling } from './placeholdersIn.ts';

/** What is known of one file. */
export interface FileFacts {
  readonly hasFlux: boolean;
  /** Expressions (RE2) of further placeholders. */
  readonly patterns: readonly string[];
}

export class Fillings {
  readonly #patterns: Patterns;
  readonly #known = new Map<string, Filling>();

  constructor(patterns: Patterns) {
    this.#patterns = patterns;
  }

  /** The same object for the same facts: what is judged with it can be kept under it. */
  of({ hasFlux, patterns }: FileFacts): Filling {
    if (!hasFlux && patterns.length === 0) return usualFilling;
    const key = JSON.stringify([hasFlux, patterns]);
    const known = this.#known.get(key);
    if (known) return known;
    const filling = {
      hasFlux,
      isNamedIn: patterns.length === 0 ? undefined : () => this.#isNamed(patterns),
    };
    if (this.#known.size >= maxKept) this.#known.clear();
    this.#known.set(key, filling);
    return filling;
  }

  /** For one document: what a pattern may cost in it is limited. */
  #isNamed(patterns: readonly string[]): (text: string) => boolean {
    const use = { budget: new PatternBudget(), whose: 'the setting placeholders' };
    return (text) => patterns.some((pattern) => this.#patterns.fits(pattern, text, use) === true);
  }
}

/** Sets of facts; a workspace has one for each `.dpm.yaml`. */
const maxKept = 1_000;
