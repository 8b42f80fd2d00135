/** Counts of pods that may be percentages. */
import type { Node } from '../../yaml/node.ts';
import { numberOrPercent } from '../read.ts';

/** What is wrong with an int-or-percent; undefined for a good one. */
export function percentProblem(node: Node | undefined, isLimited: boolean): string | undefined {
  if (node?.type !== 'scalar' || node.value === null || typeof node.value === 'boolean')
    return undefined;
  if (typeof node.value === 'number' && node.value < 0)
    return `"${node.value}" is negative: write 0 or more, or a percentage`;
  const found = numberOrPercent(node);
  if (!found)
    return `"${node.value}" is neither a number nor a percentage: write 25% or, without quotes, a number`;
  if (found.isPercent && found.value > 100 && isLimited) return `"${node.value}" is more than 100%`;
  return undefined;
}
