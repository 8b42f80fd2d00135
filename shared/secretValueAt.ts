/** Where a secret value ends that begins at a place of a line: at its quote, or where nobody can tell, further on than it may. */
import { withoutEnd } from './trim.ts';

export interface ValueAt {
  /** To the first character that may end it. */
  readonly short: string;
  /** To the next blank. */
  readonly long: string;
  /** Behind the short one. */
  readonly end: number;
  readonly isQuoted: boolean;
}

/** `covered` is where a long value ends that holds this one: nobody needs a second, and many of them would cost much. */
export function valueAt(line: string, from: number, covered = 0): ValueAt {
  const start = from + lengthOf(/[ \t]*/y, line, from);
  const quote = lengthOf(/\\{0,4}["'`]/y, line, start);
  if (quote > 0) return quotedAt(line, start, quote);
  const short = lengthOf(/[^\s"',;&]*/y, line, start);
  const long = start < covered ? short : lengthOf(/\S*/y, line, start);
  return {
    short: line.slice(start, start + short),
    long: withoutEnd(line.slice(start, start + long), closing),
    end: start + short,
    isQuoted: false,
  };
}

/** What stands around values, and is part of few. */
const closing = /["'`\])}>,;\\]/;

/** From a quote to the one that ends it: `\"` within `"`, while a text that was quoted before has `\"` for both. */
function quotedAt(line: string, start: number, quoteLength: number): ValueAt {
  const quote = line.charAt(start + quoteLength - 1);
  const first = start + quoteLength;
  let end = line.indexOf(quote, first);
  while (end !== -1 && backslashesBefore(line, end, first) > quoteLength - 1)
    end = line.indexOf(quote, end + 1);
  if (end === -1) end = line.length;
  // `'it''s'`, `"a"b`: whatever touches the quote belongs to the value.
  const more = lengthOf(/["'`][^\s"'`,;:&)\]}<>\\][^\s"'`,;&]*|''[^']*/y, line, end);
  return {
    short: withoutEnd(line.slice(first, end), /\\/),
    long: line.slice(first, end + more),
    end: end + Math.max(1, more),
    isQuoted: true,
  };
}

function backslashesBefore(line: string, at: number, first: number): number {
  let count = 0;
  while (at - count > first && line.charAt(at - count - 1) === '\\') count++;
  return count;
}

/** Length of what a sticky expression finds at a place. */
function lengthOf(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0].length ?? 0;
}
