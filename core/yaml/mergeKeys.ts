/** Merge keys (`<<`), as the decoder of Kubernetes applies them: where they stand, over what stands before them. */
import type { Entry, Node } from './node.ts';

/** Fields looked at for merge keys in one document: a chain of merged mappings grows with the square of its text. */
export class MergeBudget {
  left = 50_000;
}

/** Adds what the mappings of a merge key have, and their names to `merged`. What is wrong with it, if something is. */
export function mergeInto(
  byName: Map<string, Entry>,
  merged: Set<string>,
  value: Node,
  budget: MergeBudget,
): 'merge' | 'too many merged' | undefined {
  const sources = value.type === 'seq' ? new Set(value.items) : new Set([value]);
  const found = new Map<string, Entry>();
  for (const source of sources) {
    if (source.type !== 'map') return 'merge';
    if (budget.left < 0) continue;
    budget.left -= source.entries.length;
    if (budget.left < 0) return 'too many merged';
    // Of several mappings the first one wins.
    for (const entry of source.entries) {
      if (!found.has(entry.key.source)) found.set(entry.key.source, entry);
    }
  }
  for (const [name, entry] of found) {
    byName.set(name, entry);
    merged.add(name);
  }
  return undefined;
}
