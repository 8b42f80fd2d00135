/**
 * Comments that switch a report off where the author knows better:
 *   `# dpm-ignore CODE[, CODE] [-- reason]` on the line above, or at the end of the line itself
 *   `# dpm-ignore-document [CODE, ...] [-- reason]` anywhere in the document
 */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Finding } from './finding.ts';

export const ignoreComment = 'dpm-ignore';

const comment = /#[ \t]*dpm-ignore(-document)?(?![-\w])[ \t]*([^\r\n]*)/;

/** The reports that no comment switches off. */
export function withoutSuppressed(document: ManifestDocument, reports: Finding[]): Finding[] {
  if (reports.length === 0 || !document.text.includes(ignoreComment)) return reports;
  const { everywhere, byLine } = suppressionsIn(document);
  return reports.filter(({ code, span }) => {
    const { own, above } = byLine.get(document.positionAt(span[0]).line) ?? {};
    return ![everywhere, own, above].some((codes) => covers(codes, code));
  });
}

/** Codes that are switched off; `allCodes` stands for every one of them. */
type Codes = ReadonlySet<string>;
const allCodes = '';

interface Suppressions {
  readonly everywhere: Codes;
  /** By a comment at the end of a line, and by the comment lines above it, which stack. */
  readonly byLine: ReadonlyMap<number, { readonly own?: Codes; readonly above?: Codes }>;
}

/** Reads each line once, however many comments stand above one another. */
function suppressionsIn(document: ManifestDocument): Suppressions {
  const everywhere = new Set<string>();
  const byLine = new Map<number, { own?: Codes; above?: Codes }>();
  let above: Set<string> | undefined;
  for (let number = 0; number <= document.lineCount; number++) {
    const line = document.lineText(number);
    const [found, isOfDocument, list = ''] = comment.exec(line) ?? [];
    const codes = codesOf(list);
    if (isOfDocument) for (const code of codes) everywhere.add(code);
    const own = found !== undefined && !isOfDocument ? codes : undefined;
    if (own || above) byLine.set(number, { ...(own && { own }), ...(above && { above }) });
    if (!/^\s*#/.test(line)) above = undefined;
    else if (own) for (const code of own) (above ??= new Set()).add(code);
  }
  return { everywhere, byLine };
}

/** A comment without a code covers all of them. */
function codesOf(list: string): Set<string> {
  const [codes = ''] = list.split('--', 1);
  return new Set(codes.trim().split(/[\s,]+/));
}

function covers(codes: Codes | undefined, code: string): boolean {
  return codes !== undefined && (codes.has(code) || codes.has(allCodes));
}
