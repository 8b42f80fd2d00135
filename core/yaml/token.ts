/** What the scanner makes of a text, for the composer to build nodes from. */

/** Kinds of tokens. `end` closes the document, `blockEnd` the innermost mapping or list that is told by indentation. */
export const tokens = {
  end: 0,
  scalar: 1,
  alias: 2,
  anchor: 3,
  tag: 4,
  entry: 5,
  value: 6,
  key: 7,
  mapStart: 8,
  seqStart: 9,
  blockEnd: 10,
  flowSeqStart: 11,
  flowSeqEnd: 12,
  flowMapStart: 13,
  flowMapEnd: 14,
  comma: 15,
} as const;

export type TokenType = (typeof tokens)[keyof typeof tokens];

/** How a scalar is written. */
export const styles = { plain: 0, single: 1, double: 2, literal: 3, folded: 4 } as const;
export type Style = (typeof styles)[keyof typeof styles];

/**
 * One token. That a key begins here, and a mapping with it, shows only at the colon behind it: it is noted at the token
 * that is there already instead of two tokens before it.
 */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  end: number;
  /** Where its line begins. */
  readonly lineStart: number;
  /** The text of a scalar, the name of an anchor or alias, a tag as it is written. */
  value: string;
  readonly style: Style;
  opensMap: boolean;
  isKey: boolean;
}
