import type { ScalarNode, Span } from '../yaml/node.ts';

export type Literal = 'text' | 'boolean' | 'whole number' | 'decimal number' | 'list';

/** A key and its value in a configuration, with their places. */
export interface ConfigEntry {
  /** As the program knows it. */
  readonly key: string;
  /** What of the key stands further out: the section. */
  readonly prefix?: string;
  /** How a key is called at this place; undefined for one that cannot stand here. Absent: as it is, behind the prefix. */
  readonly nameOf?: (key: string) => string | undefined;
  readonly keySpan: Span;
  /** The text that the program reads; undefined where the value is no text, or nobody knows it yet. */
  readonly value: string | undefined;
  readonly valueSpan: Span;
  /** What the value is in the language of the text, where that is plain to see. */
  readonly literal?: Literal;
  /** The value, where it is one of the manifest. */
  readonly node?: ScalarNode;
}
