/** Trimming of other characters than white space in one pass: an expression such as `/x+$/` is tried from every character. */

/** A text without the characters at its end that `edge`, an expression of one character, matches. */
export function withoutEnd(text: string, edge: RegExp): string {
  let end = text.length;
  while (end > 0 && edge.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The same of its beginning. */
export function withoutStart(text: string, edge: RegExp): string {
  let start = 0;
  while (start < text.length && edge.test(text.charAt(start))) start++;
  return text.slice(start);
}
