/** How far the heap of all threads may grow before it is cleaned up. */
import { setFlagsFromString } from 'node:v8';

/** In percent of what is in use. */
const leanGrowth = 30;
/** V8 decides. */
const usualGrowth = 0;

/**
 * Trees of documents come and go by the thousand while many files are judged: left to itself V8 lets several times as much
 * pile up as is in use.
 */
export function useLeanHeap(isLean: boolean): void {
  setFlagsFromString(`--heap-growing-percent=${isLean ? leanGrowth : usualGrowth}`);
}
