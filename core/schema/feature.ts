/** Feature gates that a server needs for a kind or a field. */
export interface Feature {
  readonly gates: readonly string[];
  /** From this release on they are on by default; absent: in none that is known. */
  readonly on?: string;
  /** From this release on they are off again. */
  readonly off?: string;
}
