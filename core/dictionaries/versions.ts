/** Versions of programs, compared number by number: `3.5` with `4.0.1`, `469` with `470`. */

/** Negative where the first is older; parts that one does not say are equal. */
export function compareVersions(one: string, other: string): number {
  const ours = numbersOf(one);
  const theirs = numbersOf(other);
  const length = Math.min(ours.length, theirs.length);
  for (let index = 0; index < length; index++) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The version that a text begins with: of `v3.5.1`, `1.20-java17`, `v1_20`; undefined where it is none. */
export function versionIn(text: string): string | undefined {
  const match = /^v?(\d{1,5}(?:[._]\d{1,5}){0,3})(?!\d)/.exec(text);
  return match?.[1]?.replaceAll('_', '.');
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number);
}
