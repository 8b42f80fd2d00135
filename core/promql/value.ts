/** A part of an expression that was read. */
import type { ValueType } from './functions.ts';
import type { Token } from './tokens.ts';

export interface Value {
  /** Undefined where nobody knows: something in it could not be read. */
  readonly type: ValueType | undefined;
  /** The token that it begins with: it is told there. */
  readonly first: Token;
  /** A selector of series by itself, or with a time: behind it `offset` and `@` may stand. */
  readonly isSelector?: boolean;
}

export type Read<Given> = (given: Given) => Value;
