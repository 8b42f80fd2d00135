/** Takes out the findings that the comments of a document switch off, and says which comments name a code in vain. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { codes as known, nearestCode, noRuleHas } from './codes.ts';
import type { Finding, Suppressed } from './finding.ts';
import { ignoreComment, readIgnoreComment, type IgnoreComment } from './ignoreComment.ts';
import { maxFindings } from './maxFindings.ts';

/** The findings that no comment switches off, with those about the comments, in the order of the text. */
export function withoutSuppressed(document: ManifestDocument, findings: Finding[]): Finding[] {
  if (!document.text.includes(ignoreComment)) return findings;
  const { everywhere, byLine, unknown } = suppressionsIn(document);
  const all = [...findings, ...unknown].sort((a, b) => a.span[0] - b.span[0]);
  return all.filter((finding) => !isCovered(document, finding, { everywhere, byLine }));
}

/** Undefined where the comments switch off nothing. */
export function suppressedIn(document: ManifestDocument): Suppressed | undefined {
  if (!document.text.includes(ignoreComment)) return undefined;
  const { everywhere, byLine } = suppressionsIn(document);
  const lines = [...byLine].filter(([line]) => !isComment(document.lineText(line)));
  if (everywhere.size === 0 && lines.length === 0) return undefined;
  return {
    everywhere: [...everywhere],
    byLine: Object.fromEntries(
      lines.map(([line, { own = [], above = [] }]) => [line, [...new Set([...own, ...above])]]),
    ),
  };
}

/** Whether a code is switched off at a line of the document. */
export function isSuppressed(
  { everywhere, byLine }: Suppressed,
  code: string,
  line: number,
): boolean {
  return [everywhere, byLine[line] ?? []].some(
    (codes) => codes.includes(code) || codes.includes(allCodes),
  );
}

function isCovered(
  document: ManifestDocument,
  { code, span }: Pick<Finding, 'code' | 'span'>,
  { everywhere, byLine }: Pick<Suppressions, 'everywhere' | 'byLine'>,
): boolean {
  const { own, above } = byLine.get(document.positionAt(span[0]).line) ?? {};
  return [everywhere, own, above].some((codes) => covers(codes, code));
}

/** Codes that are switched off; `allCodes` stands for every one of them. */
type Codes = ReadonlySet<string>;
const allCodes = '';

interface Suppressions {
  readonly everywhere: Codes;
  /** By a comment at the end of a line, and by the comment lines above it, which stack. */
  readonly byLine: ReadonlyMap<number, { readonly own?: Codes; readonly above?: Codes }>;
  readonly unknown: readonly Finding[];
}

/** Reads each line once, however many comments stand above one another. */
function suppressionsIn(document: ManifestDocument): Suppressions {
  const everywhere = new Set<string>();
  const byLine = new Map<number, { own?: Codes; above?: Codes }>();
  const unknown: Finding[] = [];
  let above: Set<string> | undefined;
  for (let number = 0; number <= document.lineCount; number++) {
    const line = document.lineText(number);
    const comment = readIgnoreComment(line);
    const codes = comment && codesOf(comment);
    if (comment && unknown.length < maxFindings) {
      const start = document.offsetAt({ line: number, character: 0 });
      unknown.push(...unknownIn(comment, start, unknown.length < maxAdvised));
    }
    if (comment?.isOfDocument) for (const code of codes ?? []) everywhere.add(code);
    const own = comment?.isOfDocument ? undefined : codes;
    if (own || above) byLine.set(number, { ...(own && { own }), ...(above && { above }) });
    if (!isComment(line)) above = undefined;
    else if (own) for (const code of own) (above ??= new Set()).add(code);
  }
  return { everywhere, byLine, unknown };
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** A comment without a code covers all of them. */
function codesOf({ codes }: IgnoreComment): Codes {
  return new Set(codes.length === 0 ? [allCodes] : codes.map(({ code }) => code));
}

function covers(codes: Codes | undefined, code: string): boolean {
  return codes !== undefined && (codes.has(code) || codes.has(allCodes));
}

/** Comments for which is looked what was meant. */
const maxAdvised = 100;

/** One finding for a comment, at its first code that there is not: behind it words may follow that were never meant as codes. */
function unknownIn({ codes }: IgnoreComment, lineStart: number, isAdvised: boolean): Finding[] {
  const first = codes.find(({ code }) => !known.has(code));
  if (!first) return [];
  const start = lineStart + first.column;
  const span = [start, start + first.code.length] as const;
  const guess = isAdvised ? nearestCode(first.code) : undefined;
  const isProse = codes.length > 1 && codes.every(({ code }) => !known.has(code));
  const finding: Finding = {
    span,
    code: 'unknown-code',
    severity: 'warning',
    message: `${noRuleHas(first.code, guess)}${isProse ? ' (write the reason behind "--")' : ''}`,
  };
  if (guess === undefined) return [finding];
  return [{ ...finding, fix: { title: `Change to ${guess}`, edits: [[span, guess]] } }];
}
