import { editDistance } from './editDistance.ts';

/** The name that `typed` was most probably meant to be; undefined where none is near or two are equally so. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  const sameLetters = names.filter((name) => name.toLowerCase() === lower);
  if (sameLetters.length === 1) return sameLetters[0];
  if (names.length > manyNames || typed.length > longestName) return undefined;
  const limit = typed.length <= 3 ? 1 : typed.length <= 7 ? 2 : 3;
  let best: string[] = [];
  let bestDistance = limit;
  for (const name of names) {
    const distance = editDistance(lower, name.toLowerCase(), bestDistance);
    if (distance > bestDistance) continue;
    if (distance < bestDistance) best = [];
    best.push(name);
    bestDistance = distance;
  }
  if (best.length === 0) return extended(lower, names);
  return only(best) ?? only(best.filter((name) => name[0]?.toLowerCase() === lower[0]));
}

/**
 * The same for names that people give: `airflow-dags` beside `airflow-logs` is another thing, not a slip. Each of the
 * words has to be near by itself.
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const near = nearest(typed, names);
  return near !== undefined && isSlipOf(near, typed) ? near : undefined;
}

/** Whether the words of two names differ by no more than a slip each. */
export function isSlipOf(name: string, typed: string): boolean {
  const words = wordsOf(name);
  const others = wordsOf(typed);
  // A sign between two words that is left out or doubled changes how many there are.
  if (words.length !== others.length) return editDistance(name, typed, 2) <= 2;
  return words.every((word, index) => {
    const limit = Math.max(1, Math.floor(word.length / 4));
    return (
      editDistance(word, others[index] ?? '', limit) <= limit && isOneNumber(word, others[index])
    );
  });
}

const wordsOf = (name: string): string[] => name.toLowerCase().split(/[-._]/);

/** `data-1` is never a slip for `data-2`. */
function isOneNumber(word: string, other = ''): boolean {
  return word === other || !/^\d*$/.test(word) || !/^\d*$/.test(other);
}

/** What a search among so many names costs, in comparisons of two names that differ. */
export function comparisonsAmong(count: number): number {
  // Letters alone are compared then, which costs a fraction of a distance.
  return count > manyNames ? Math.ceil(count / 40) : count;
}

/** Among as many some are always near. */
const manyNames = 5000;
/** What is longer is no name that somebody mistyped. */
const longestName = 100;

/** `resources` for `resource`: a name that begins with what was typed, where only one does. */
function extended(lower: string, names: readonly string[]): string | undefined {
  return lower.length < 4
    ? undefined
    : only(names.filter((name) => name.toLowerCase().startsWith(lower)));
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
