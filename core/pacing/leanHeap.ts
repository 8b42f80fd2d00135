/** How far the heap of all threads may grow before it is cleaned up. */
import { setFlagsFromString } from 'node:v8';

/**
 * Trees of documents come and go by the thousand while many files are judged: left to itself V8 lets several times as much
 * pile up as is in use. Lean, the heap grows by 30 percent of what is in use; else V8 decides (0).
 */
export function useLeanHeap(isLean: boolean): void {
  setFlagsFromString(`--heap-growing-percent=${isLean ? 30 : 0}`);
}

/**
 * Keeps the room for new objects as large as it is, where V8 doubles it as often as it is full. Not for threads that begin
 * meanwhile: theirs is tiny then.
 */
export function holdNewSpace(isHeld: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${isHeld ? 1 : 2}`);
}
