/**
 * The `pattern`s of schemas: compiled when a value first meets them, kept, and matched within limits that no honest
 * schema reaches. What cannot be checked is told once, and then nothing is said of any value.
 */
import { Emitter } from '../emitter.ts';
import type { PatternBudget } from './patternBudget.ts';
import { patternCost, type PatternCost } from './patternCost.ts';
import { compileRe2, type Re2Result } from './re2.ts';

/** Why a pattern is not checked. */
export interface PatternProblem {
  /** For a person: Go's own words for what is wrong with it, else ours. */
  readonly reason: string;
  /** The API server refuses it too. */
  readonly isInvalid: boolean;
}

/** Told where a pattern is not checked. `whose` is the schema that says it, for a person. */
export interface SkippedPattern {
  readonly pattern: string;
  readonly problem: PatternProblem;
  /** Name of the schema, for a person. */
  readonly whose: string;
}

export interface PatternUse {
  readonly budget: PatternBudget;
  /** The schema that says the pattern, for a person. */
  readonly whose: string;
}

interface Entry {
  readonly cost: PatternCost;
  compiled?: Re2Result;
}

/** Those of all known operators have 800 instructions and 600 characters at most. */
const maxSize = 5_000;
const maxLength = 5_000;
const maxCompileCost = 3_000_000;
/** All compiled patterns are let go when they hold more. */
const maxBytes = 50_000_000;
/** Whoever reads the log has understood by then. */
const maxTold = 100;

export class Patterns {
  /** Said once for each pattern of a schema that is not checked. */
  readonly didSkip = new Emitter<SkippedPattern>();
  readonly #entries = new Map<string, Entry>();
  readonly #told = new Set<string>();
  #bytes = 0;

  /** Whether the pattern is found in the text; undefined where that is not known. */
  fits(pattern: string, text: string, { budget, whose }: PatternUse): boolean | undefined {
    const entry = this.#entry(pattern);
    const compiled = this.#compile(pattern, entry, budget);
    const problem =
      compiled?.ok === false
        ? compiled
        : !compiled || !budget.match(entry.cost, text.length)
          ? spent
          : undefined;
    if (problem) this.#tell(pattern, problem, whose);
    if (problem || !compiled?.ok) return undefined;
    const { expression } = compiled;
    const before = expression.bytes;
    const verdict = expression.test(text);
    this.#grow(expression.bytes - before);
    return verdict;
  }

  /** Undefined for a pattern that is checked, and where that is not known. */
  problemOf(pattern: string, budget: PatternBudget): PatternProblem | undefined {
    const compiled = this.#compile(pattern, this.#entry(pattern), budget);
    return compiled?.ok === false ? compiled : undefined;
  }

  #entry(pattern: string): Entry {
    const known = this.#entries.get(pattern);
    if (known) return known;
    const isLong = pattern.length > maxLength;
    const cost = isLong ? { size: Infinity, compile: 0 } : patternCost(pattern);
    const isTooLarge = cost.size > maxSize || cost.compile > maxCompileCost;
    const entry: Entry = isTooLarge ? { cost, compiled: tooLarge } : { cost };
    this.#entries.set(pattern, entry);
    this.#grow(pattern.length * 2 + 200);
    return entry;
  }

  /** Undefined where the budget is spent. */
  #compile(pattern: string, entry: Entry, budget: PatternBudget): Re2Result | undefined {
    if (entry.compiled === tooLarge) return tooLarge;
    if (!budget.compile(pattern, entry.cost)) return undefined;
    if (entry.compiled) return entry.compiled;
    const compiled = compileRe2(pattern);
    entry.compiled = compiled;
    if (compiled.ok) this.#grow(compiled.expression.bytes);
    return compiled;
  }

  #grow(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= maxBytes) return;
    this.#entries.clear();
    this.#bytes = 0;
  }

  #tell(pattern: string, problem: PatternProblem, whose: string): void {
    const key = `${whose}\n${pattern}`;
    if (this.#told.size >= maxTold || this.#told.has(key)) return;
    this.#told.add(key);
    this.didSkip.emit({ pattern, problem, whose });
  }
}

const tooLarge: Re2Result = {
  ok: false,
  reason: 'it is too large to be tried in the editor',
  isInvalid: false,
};
const spent: PatternProblem = {
  reason: 'trying it on all values of the document would take too long',
  isInvalid: false,
};
