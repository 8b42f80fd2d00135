import { editDistance } from '../formats/editDistance.ts';

/** The name that `typed` was most probably meant to be; undefined where none is near or two are equally near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  const sameLetters = names.filter((name) => name.toLowerCase() === lower);
  if (sameLetters.length === 1) return sameLetters[0];
  const limit = typed.length <= 3 ? 1 : typed.length <= 7 ? 2 : 3;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (const name of names) {
    const distance = editDistance(lower, name.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
      tied = false;
    } else if (distance === bestDistance && distance <= limit) {
      tied = true;
    }
  }
  if (best !== undefined && !tied) return best;
  return best ?? extended(lower, names);
}

/** `resource` for `resources`, `RWO` has none: a name that begins with what was typed, where only one does. */
function extended(lower: string, names: readonly string[]): string | undefined {
  if (lower.length < 4) return undefined;
  const longer = names.filter((name) => name.toLowerCase().startsWith(lower));
  return longer.length === 1 ? longer[0] : undefined;
}
