/** "Did you mean" for names that are declared elsewhere. */
import { editDistance } from '../formats/editDistance.ts';

/** The candidate that is the fewest changes away, if they are few for its length. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let limit = name.length <= 4 ? 1 : Math.max(2, Math.floor(name.length / 5));
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate, limit);
    if (distance <= limit) [best, limit] = [candidate, distance - 1];
  }
  return best;
}
