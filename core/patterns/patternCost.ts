/** What an expression would cost, told from its text: so that one that is too large is never compiled. */

export interface PatternCost {
  /** No fewer than the instructions of its program: what each character of a text is held against. */
  readonly size: number;
  /** In the same unit as size times characters, some 100 ns. */
  readonly compile: number;
}

/** A class of Unicode (`\pL`, `\p{Greek}`) is worked out from all characters when it is first met. */
const ofUnicodeClass = 1_000_000;
/** Where case does not count, a class may be gone through character by character. */
const ofFoldedClass = 100_000;
const ofCharacter = 100;

export function patternCost(pattern: string): PatternCost {
  const isFolded = /\(\?[a-zA-Z]*i/.test(pattern);
  let unicodeClasses = 0;
  let classes = 0;
  /** Sizes of the groups that are open, outermost first. */
  const groups = [1];
  let last = 0;
  const add = (size: number): void => {
    last = size;
    groups.push((groups.pop() ?? 0) + size);
  };
  for (let at = 0; at < pattern.length;) {
    const char = pattern[at];
    const repeat = char === '{' ? repeatAt(pattern, at) : undefined;
    if (char === '\\') {
      const end = endOfEscape(pattern, at);
      if (/[pP]/.test(pattern[at + 1] ?? '')) unicodeClasses++;
      add(pattern[at + 1] === 'Q' ? end - at : 1);
      at = end;
    } else if (char === '[') {
      const end = endOfClass(pattern, at);
      unicodeClasses += pattern.slice(at, end).split(/\\[pP]/).length - 1;
      classes++;
      add(1);
      at = end;
    } else if (char === '(') {
      groups.push(2);
      at++;
    } else if (char === ')' && groups.length > 1) {
      add(groups.pop() ?? 0);
      at++;
    } else if (repeat) {
      const before = last;
      const size = before * repeat.copies + repeat.choices + 2;
      add(size - before);
      last = size;
      at = repeat.end;
    } else if (char === '*' || char === '+' || char === '?') {
      const before = last;
      add(2);
      last = before + 2;
      at++;
    } else {
      add(1);
      at++;
    }
  }
  return {
    size: groups.reduce((sum, size) => sum + size, 1),
    compile:
      pattern.length * ofCharacter +
      unicodeClasses * ofUnicodeClass +
      (isFolded ? classes * ofFoldedClass : 0),
  };
}

/** `{2}`, `{2,}`, `{2,5}`; undefined for a brace that stands for itself. */
function repeatAt(pattern: string, at: number): Repeat | undefined {
  const match = /^\{(\d{1,9})(?:,(\d{0,9}))?\}/.exec(pattern.slice(at, at + 24));
  if (!match) return undefined;
  const least = Number(match[1]);
  const copies = Math.max(least, Number(match[2] ?? 0), 1);
  return { copies, choices: copies - Math.min(least, copies), end: at + match[0].length };
}

interface Repeat {
  readonly copies: number;
  /** Of them, those that may be left out. */
  readonly choices: number;
  readonly end: number;
}

/** Behind `\d`, `\x{10FFFF}`, `\p{Greek}`, `\Q...\E`. */
function endOfEscape(pattern: string, at: number): number {
  const next = pattern[at + 1] ?? '';
  if (next === 'Q') {
    const end = pattern.indexOf('\\E', at);
    return end === -1 ? pattern.length : end + 2;
  }
  if (/[pPx]/.test(next) && pattern[at + 2] === '{') {
    const end = pattern.indexOf('}', at);
    return end === -1 ? pattern.length : end + 1;
  }
  return Math.min(at + 2, pattern.length);
}

/** Behind `[...]`; a bracket in first place and those of `[:alpha:]` stand within. */
function endOfClass(pattern: string, start: number): number {
  let at = start + (pattern[start + 1] === '^' ? 2 : 1);
  if (pattern[at] === ']') at++;
  while (at < pattern.length && pattern[at] !== ']') {
    const named = pattern.startsWith('[:', at) ? pattern.indexOf(':]', at) : -1;
    if (named !== -1) at = named + 2;
    else at += pattern[at] === '\\' ? 2 : 1;
  }
  return Math.min(at + 1, pattern.length);
}
