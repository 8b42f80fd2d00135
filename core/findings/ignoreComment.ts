/**
 * Comments that switch findings off where the author knows better:
 *   `# dpm-ignore CODE[, CODE] [-- reason]` on the line above, or at the end of the line itself
 *   `# dpm-ignore-document [CODE, ...] [-- reason]` anywhere in the document
 */
export const ignoreComment = 'dpm-ignore';

export interface IgnoreComment {
  /** It is about the whole document. */
  readonly isOfDocument: boolean;
  /** None: it covers all of them. Columns count in the line. */
  readonly codes: readonly { readonly code: string; readonly column: number }[];
}

const comment = /#[ \t]*dpm-ignore(-document)?(?![-\w])([^\r\n]*)/;

/** The comment in a line; undefined where there is none. */
export function readIgnoreComment(line: string): IgnoreComment | undefined {
  const match = comment.exec(line);
  if (!match) return undefined;
  const [whole, ofDocument, rest = ''] = match;
  const [list = ''] = rest.split('--', 1);
  const start = match.index + whole.length - rest.length;
  return {
    isOfDocument: ofDocument !== undefined,
    codes: [...list.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
      code,
      column: start + index,
    })),
  };
}
