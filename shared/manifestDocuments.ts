export type PathSegment = string | number;
/** placeholder types; body follows */
export interface ManifestDocument {
  readonly index: number;
  /** YAML of this one object (a List's item: that item alone). */
  readonly text: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  /** Why it cannot be sent, in words for a user. */
  readonly problem?: string;
  /** Offset range in the file of the YAML document that it stands in. */
  readonly start: number;
  readonly end: number;
  /** Path from the YAML document to the object: empty, or `['items', 2]` in a List. */
  readonly within: readonly PathSegment[];
}
