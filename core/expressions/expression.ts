/** An expression of the language CEL that says whether a value is right. */
import type { Reads } from './reads.ts';

/** What an expression is about: mappings are Maps, whole numbers of the schema are bigints. */
export type CelInput =
  string | number | bigint | boolean | readonly CelInput[] | ReadonlyMap<string, CelInput>;

export interface Expression {
  /** What it reads of `self`. */
  readonly reads: Reads;
  /** `oldSelf`: the value as it was before a change. Undefined where nothing is known: a function that is not known here, a wrong type, or too much to work out. */
  holds(self: CelInput, oldSelf?: CelInput): boolean | undefined;
}
