/** Where a JSON object ends: kubectl reads such objects one behind the other, without a separator. */

/** The offset behind the brace that closes the object which begins at `from`; undefined where none does before `end`. */
export function jsonObjectEnd(text: string, from: number, end: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let at = from; at < end; at++) {
    const sign = text.charCodeAt(at);
    if (isText) {
      if (sign === 0x5c) at++;
      else if (sign === 0x22) isText = false;
    } else if (sign === 0x22) isText = true;
    else if (sign === 0x7b || sign === 0x5b) depth++;
    else if ((sign === 0x7d || sign === 0x5d) && --depth === 0) return at + 1;
  }
  return undefined;
}
