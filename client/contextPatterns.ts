// Which contexts the user protects: `*` and `?` patterns over the whole context name.

export function matchesAnyPattern(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(name.toLowerCase(), pattern.toLowerCase()));
}

/**
 * `*` stands for any characters, `?` for one. Where the text behind a star does not fit, that star takes one character more;
 * stars before it need not be tried again, so the work is at most name times pattern.
 */
function matches(name: string, pattern: string): boolean {
  let inName = 0;
  let inPattern = 0;
  let star = -1;
  let behindStar = 0;
  while (inName < name.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      behindStar = inName;
    } else if (wanted === '?' || wanted === name[inName]) {
      inName++;
      inPattern++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inName = ++behindStar;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}
