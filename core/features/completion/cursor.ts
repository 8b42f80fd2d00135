/** Where the cursor is: which mapping or list it belongs to, and the word that an item would replace. */

export interface Cursor {
  /** From the document's root to the mapping (or list) that the cursor is in. */
  readonly path: readonly (string | number)[];
  /** A value is typed behind this key of that mapping. */
  readonly valueKey?: string;
  /** The word stands behind a dash, or between the brackets of a list. */
  readonly isItem: boolean;
  /** Text of the word, before and behind the cursor, quotes left out. */
  readonly word: string;
  /** The quote that the word begins with. */
  readonly quote: '' | '"' | "'";
  /** Characters of the line that an item replaces, quotes included. */
  readonly start: number;
  readonly end: number;
  /** What an item needs before it: missing indentation, the space behind a colon. */
  readonly pad: string;
  /** Column in which the key stands or would stand: further lines of an insertion go there. */
  readonly column: number;
  /** A colon stands behind the word: only the key is edited. */
  readonly hasColon: boolean;
  /** Keys that the mapping has already. */
  readonly siblings: ReadonlySet<string>;
  /** A list that a dash in this column would continue or begin. */
  readonly listAbove?: readonly (string | number)[];
  /** How new text is written: over several lines, inside brackets, or inside brackets as JSON. */
  readonly style: 'block' | 'flow' | 'json';
}
