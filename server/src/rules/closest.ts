/** "Did you mean" for names that are declared elsewhere in the document. */
import { editDistance } from '../formats/editDistance.ts';

/** The candidate with the fewest changes, if they are few for its length; the only candidate needs no such likeness. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = name.length <= 4 ? 2 : 3;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
