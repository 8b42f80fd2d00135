/** Expressions of CustomResourceDefinitions: made once for each text, by a library that is read when the first one is asked for. */
import { RecentMap } from '../../shared/recentMap.ts';
import { Emitter } from '../emitter.ts';
import type { CelInput, Expression } from './expression.ts';

type Compile = (rule: string) => Expression | undefined;

/** Rules of other kinds than the last ones are read anew. */
const maxKept = 2_000;

export class Expressions {
  /** What was asked for before the library was there can be answered now. */
  readonly didLoad = new Emitter();
  readonly #made = new RecentMap<string, Expression | undefined>(maxKept);
  #compile: Compile | undefined;
  #loading: Promise<void> | undefined;

  get settled(): Promise<void> {
    return this.#loading ?? Promise.resolve();
  }

  /** What one judgement asks. */
  asked(): AskedExpressions {
    return new AskedExpressions(
      (rule) => this.#get(rule),
      () => this.#compile !== undefined,
    );
  }

  /** Null until the library is there. */
  #get(rule: string): Expression | undefined | null {
    if (!this.#compile) {
      this.#loading ??= this.#load();
      return null;
    }
    const compile = this.#compile;
    return this.#made.getOrMake(rule, () => compile(rule));
  }

  async #load(): Promise<void> {
    const { compileExpression } = await import('./celLibrary.ts');
    this.#compile = compileExpression;
    this.didLoad.emit();
  }
}

/** Evaluations in one document; what comes later is not known. */
const maxEvaluations = 2_000;

export class AskedExpressions {
  readonly #get: (rule: string) => Expression | undefined | null;
  readonly #isLoaded: () => boolean;
  #isMissing = false;
  #left = maxEvaluations;

  constructor(get: (rule: string) => Expression | undefined | null, isLoaded: () => boolean) {
    this.#get = get;
    this.#isLoaded = isLoaded;
  }

  /** Whether more could be said now than when it was asked. */
  get isStale(): boolean {
    return this.#isMissing && this.#isLoaded();
  }

  /** Undefined where it cannot be evaluated, now or ever. */
  expressionOf(rule: string): Expression | undefined {
    if (this.#left-- <= 0) return undefined;
    const expression = this.#get(rule);
    if (expression === null) this.#isMissing = true;
    return expression ?? undefined;
  }

  holds(rule: string, self: CelInput, oldSelf?: CelInput): boolean | undefined {
    return this.expressionOf(rule)?.holds(self, oldSelf);
  }
}
