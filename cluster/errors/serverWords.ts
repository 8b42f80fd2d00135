/** Puts sentences together, so that none ends twice and no advice stands before another one. */

import { withoutEnd } from '../../shared/trim.ts';

/** A message without the `Try again` at its end, for one that goes on with advice of its own. */
export function withoutAdvice(message: string): string {
  return withoutPeriod(message.replace(/\. Try again( in \d+ s)?\.?$/, ''));
}

/** A server's words end with a period or without; ours go on after them. */
export function withoutPeriod(words: string): string {
  return withoutEnd(words, /[.\s]/);
}
