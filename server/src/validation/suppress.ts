/**
 * Comments that switch a report off where the author knows better:
 *   `# dpm-ignore CODE[, CODE] [-- reason]` on the line above, or at the end of the line itself
 *   `# dpm-ignore-document [CODE, ...] [-- reason]` anywhere in the document
 */
import type { ManifestDocument } from '../documents/manifestDocument.ts';
import type { Report } from '../rules/rule.ts';

export const ignoreComment = 'dpm-ignore';

const comment = /#\s*dpm-ignore(-document)?(?![-\w])[ \t]*([^\r\n]*)/g;

/** The reports that no comment switches off. */
export function withoutSuppressed(document: ManifestDocument, reports: Report[]): Report[] {
  if (!document.text.includes(ignoreComment)) return reports;
  const everywhere: string[][] = [];
  const byLine = new Map<number, string[]>();
  for (const match of document.text.matchAll(comment)) {
    const codes = codesOf(match[2] ?? '');
    if (match[1]) everywhere.push(codes);
    else byLine.set(document.positionAt(match.index).line, codes);
  }
  return reports.filter(({ code, span }) => {
    if (everywhere.some((codes) => covers(codes, code))) return false;
    const { line } = document.positionAt(span[0]);
    return !covers(byLine.get(line), code) && !coversFromAbove(document, byLine, line, code);
  });
}

/** Comments stack: the one that counts may stand above other comment lines. */
function coversFromAbove(
  document: ManifestDocument,
  byLine: ReadonlyMap<number, string[]>,
  line: number,
  code: string,
): boolean {
  for (let above = line - 1; above >= 0 && /^\s*#/.test(document.lineText(above)); above--) {
    if (covers(byLine.get(above), code)) return true;
  }
  return false;
}

function codesOf(list: string): string[] {
  const [codes = ''] = list.split('--');
  return codes.split(/[\s,]+/).filter((code) => code !== '');
}

/** A comment without a code covers all of them. */
function covers(codes: readonly string[] | undefined, code: string): boolean {
  return codes !== undefined && (codes.length === 0 || codes.includes(code));
}
