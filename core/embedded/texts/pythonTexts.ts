/** Texts in quotes and comments of Python, for who looks at what stands around them. */

/** With blanks in the place of texts in quotes and of comments. */
export function withoutTexts(text: string): string {
  let bare = '';
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    const end =
      sign === '#' ? endOfComment(text, at) : sign === '"' || sign === "'" ? endOf(text, at) : at;
    if (end === at) {
      bare += sign;
      at++;
      continue;
    }
    // `f`, `rb`: what stands in front of a quote is of the text.
    const prefix = /(?<![\w.])[A-Za-z]{1,2}$/.exec(bare.slice(-3))?.[0].length ?? 0;
    bare = bare.slice(0, bare.length - prefix) + ' '.repeat(prefix + end - at);
    at = end;
  }
  return bare;
}

function endOfComment(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

function endOf(text: string, start: number): number {
  const sign = text.charAt(start);
  const quote = text.startsWith(sign.repeat(3), start) ? sign.repeat(3) : sign;
  for (let at = start + quote.length; at < text.length; at++) {
    if (text.startsWith(quote, at)) return at + quote.length;
    if (text.charAt(at) === '\\') at++;
  }
  return text.length;
}
