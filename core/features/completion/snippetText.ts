/** Text inside of a snippet, whose syntax `$`, `}` and `\` belong to: `${CLIPBOARD}` would be what the user copied. */

/** Text that stands there as it is, outside of a stop or as its first value. */
export function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** One of the values of a choice, `${1|one,two|}`. */
export function snippetChoice(text: string): string {
  return text.replaceAll(/[\\,|]/g, '\\$&');
}
