/**
 * Regular expressions that somebody else wrote, in the dialect of the API server and of Helm (Go's RE2), in time that
 * grows with the text and no faster. The only importer of the library.
 */
import { RE2JS, RE2JSSyntaxException } from '@bufbuild/re2';

export interface Re2 {
  /** True where the expression is found anywhere in the text; undefined where that would take too much memory. */
  test(text: string): boolean | undefined;
  /** Of the program that it was compiled to. */
  readonly instructions: number;
  /** What it holds, about. */
  readonly bytes: number;
}

export type Re2Result =
  | { readonly ok: true; readonly expression: Re2 }
  /** `isInvalid`: Go refuses it too. The reason is Go's, as in `missing closing ]: `[a``. */
  | { readonly ok: false; readonly reason: string; readonly isInvalid: boolean };

export function compileRe2(pattern: string): Re2Result {
  try {
    return { ok: true, expression: new Expression(pattern.toWellFormed()) };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      const reason = reasonOf(error);
      return { ok: false, reason, isInvalid: !onlyUnknown.test(reason) };
    }
    // What somebody else wrote ends nothing, not even by a fault of the library.
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason, isInvalid: false };
  }
}

/** Go takes two groups of one name, and another release of it may know more names of Unicode's classes than this library. */
const onlyUnknown = /^(?:duplicate capture group name|invalid character class range: `\\[pP])/;

/** The library builds a state for each set of places where a match may be; what people write needs some dozens. */
const maxStates = 2000;
/** Of a state: a table of the ASCII characters and what the objects around it take. */
const bytesOfState = 1500;

class Expression implements Re2 {
  readonly #pattern: string;
  #compiled: RE2JS;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#compiled = compile(pattern);
  }

  get instructions(): number {
    return this.#compiled.re2().prog.numInst();
  }

  get bytes(): number {
    const { stateCount } = this.#compiled.re2().dfa;
    return this.instructions * (100 + stateCount * 4) + stateCount * bytesOfState;
  }

  test(text: string): boolean | undefined {
    // What a server reads as JSON has no halves of characters either.
    const whole = text.toWellFormed();
    const isFresh = this.#compiled.re2().dfa.stateCount === 0;
    const verdict = this.#search(whole);
    if (verdict !== undefined || isFresh) return verdict;
    // States that other texts left behind are no reason to leave this one out.
    return this.#search(whole);
  }

  #search(text: string): boolean | undefined {
    try {
      return this.#compiled.test(text);
    } catch {
      // Too many states, or a fault of the library: neither says anything of the text.
      this.#compiled = compile(this.#pattern);
      return undefined;
    }
  }
}

function compile(pattern: string): RE2JS {
  const compiled = new RE2JS(pattern);
  const engine = compiled.re2();
  engine.dfa.stateLimit = maxStates;
  // Without states the library goes on in time that grows with the square of the expression.
  engine._nfaFallback = () => {
    throw new Error('too many states');
  };
  return compiled;
}

/** `error parsing regexp: missing closing ]: `[a`` without what the reader knows already. */
function reasonOf({ message }: RE2JSSyntaxException): string {
  const reason = message.slice(message.indexOf(': ') + 2);
  return reason.length > 200 ? `${reason.slice(0, 200)}...` : reason;
}
