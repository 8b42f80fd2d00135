/** Versions of charts: semantic versions, and the ranges that Helm reads (`>=1.2 <2`, `^1`, `~1.2`, `1.x`, `||`). */

export type Version = readonly [major: number, minor: number, patch: number, pre: string];

/** Undefined for what is no single version, such as a range or a branch. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text.trim());
  if (!match) return undefined;
  return [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0), match[4] ?? ''];
}

/** Below zero where `a` is older. A pre-release is older than its release. */
export function compareVersions(a: Version, b: Version): number {
  for (const at of [0, 1, 2] as const) if (a[at] !== b[at]) return a[at] - b[at];
  if (a[3] === b[3]) return 0;
  if (a[3] === '' || b[3] === '') return a[3] === '' ? 1 : -1;
  return comparePreReleases(a[3].split('.'), b[3].split('.'));
}

/** Part by part: numbers by their size and before words, fewer parts before more. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left === right) continue;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (isNumber && isOtherNumber) return Number(left) - Number(right);
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** How far two versions are apart: a major step counts more than any number of minor ones. */
export function distance(a: Version, b: Version): number {
  return Math.abs(a[0] - b[0]) * 1e8 + Math.abs(a[1] - b[1]) * 1e4 + Math.abs(a[2] - b[2]);
}

/** False for a range that cannot be read. Pre-releases are in it like other versions; Helm takes them only where `namesPreRelease`. */
export function isInRange(version: Version, range: string): boolean {
  return range.split('||').some((part) => {
    return termsOf(part).every((term) => fits(version, term));
  });
}

/** Whether a range speaks of pre-releases: only then does Helm choose one. */
export function namesPreRelease(range: string): boolean {
  return /\d-[\w.]/.test(range);
}

/** `>= 1.2, <2` as `>=1.2` and `<2`; `1.2 - 2` as `>=1.2` and `<=2`. */
function termsOf(part: string): string[] {
  const words = part.split(/[\s,]/).filter((word) => word !== '');
  const terms: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    const last = words[at + 2];
    if (next === '-' && last !== undefined) {
      terms.push(`>=${word}`, `<=${last}`);
      at += 2;
    } else if (/^[<>=^~!]+$/.test(word)) {
      terms.push(word + next);
      at++;
    } else terms.push(word);
  }
  return terms;
}

function fits(version: Version, term: string): boolean {
  const [operator = ''] = /^[<>=^~!]*/.exec(term) ?? [];
  const text = term.slice(operator.length);
  if (/^[xX*]?$/.test(text)) return !/[<>!](?!=)|!=/.test(operator);
  const given = text.split('-', 1)[0]?.split('.') ?? [];
  while (given.length > 1 && /^[xX*]$/.test(given.at(-1) ?? '')) given.pop();
  const parts = given.length;
  const bound = parseVersion(parts < 3 ? given.join('.') : text);
  if (!bound) return false;
  const order = compareVersions(version, bound);
  const isAlike = bound.slice(0, parts).every((number, at) => version[at] === number);
  // `<=1.2` takes all of 1.2, and `>1.2` none of it.
  const isWithin = parts < 3 && isAlike;
  switch (operator) {
    case '>':
      return order > 0 && !isWithin;
    case '>=':
    case '=>':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
    case '=<':
      return order <= 0 || isWithin;
    case '!=':
      return parts < 3 ? !isAlike : order !== 0;
    case '^':
      return order >= 0 && compareVersions(version, nextOfCaret(bound, parts)) < 0;
    case '~':
    case '~>': {
      const [major, minor] = bound;
      const next: Version = parts < 2 ? [major + 1, 0, 0, ''] : [major, minor + 1, 0, ''];
      return order >= 0 && compareVersions(version, next) < 0;
    }
    default:
      return parts < 3 ? isAlike : order === 0;
  }
}

/** The first version that `^` leaves out: the next of the leftmost part that is not zero, or of the last one given. */
function nextOfCaret([major, minor, patch]: Version, parts: number): Version {
  if (major > 0 || parts < 2) return [major + 1, 0, 0, ''];
  if (minor > 0 || parts < 3) return [0, minor + 1, 0, ''];
  return [0, 0, patch + 1, ''];
}
