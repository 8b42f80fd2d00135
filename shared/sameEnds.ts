/** What two lists have in common at their ends: most of a list stays as it is when a text is edited. */

export interface SameEnds {
  /** How many items are the same ones at the start of both. */
  readonly ahead: number;
  /** How many are at the end of both, behind those at the start. */
  readonly behind: number;
}

/** Compares by identity. */
export function sameEnds(one: readonly unknown[], other: readonly unknown[]): SameEnds {
  const most = Math.min(one.length, other.length);
  let ahead = 0;
  while (ahead < most && one[ahead] === other[ahead]) ahead++;
  let behind = 0;
  while (behind < most - ahead && one[one.length - 1 - behind] === other[other.length - 1 - behind])
    behind++;
  return { ahead, behind };
}
