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
  return a[3] < b[3] ? -1 : 1;
}

/** How far two versions are apart: a major step counts more than any number of minor ones. */
export function distance(a: Version, b: Version): number {
  return Math.abs(a[0] - b[0]) * 1e8 + Math.abs(a[1] - b[1]) * 1e4 + Math.abs(a[2] - b[2]);
}

/** False for a range that cannot be read. */
export function isInRange(version: Version, range: string): boolean {
  return range.split('||').some((part) => {
    return termsOf(part).every((term) => fits(version, term));
  });
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
  if (/^[xX*]?$/.test(text)) return true;
  const isWild = !/^v?\d+\.\d+\.\d+/.test(text) || /\.[xX*]/.test(text);
  const given = text.split('.');
  while (given.length > 1 && /^[xX*]$/.test(given.at(-1) ?? '')) given.pop();
  const bound = parseVersion(given.join('.'));
  if (!bound) return false;
  const order = compareVersions(version, bound);
  const [major, minor] = bound;
  const parts = given.length;
  switch (operator) {
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '!=':
      return order !== 0;
    case '^':
      return order >= 0 && compareVersions(version, nextOfCaret(bound)) < 0;
    case '~':
      return (
        order >= 0 &&
        compareVersions(version, parts < 2 ? [major + 1, 0, 0, ''] : [major, minor + 1, 0, '']) < 0
      );
    default:
      if (!isWild) return order === 0;
      return version[0] === major && (parts < 2 || version[1] === minor);
  }
}

function nextOfCaret([major, minor, patch]: Version): Version {
  if (major > 0) return [major + 1, 0, 0, ''];
  return minor > 0 ? [0, minor + 1, 0, ''] : [0, 0, patch + 1, ''];
}
