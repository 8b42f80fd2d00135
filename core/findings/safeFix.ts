/** No fix damages what another tool fills in: a placeholder stays as it is, or moves as a whole. */
import type { Mark } from '../placeholders/fillIn.ts';
import type { Span } from '../yaml/node.ts';
import type { Edit } from './edits.ts';
import type { Finding, Fix } from './finding.ts';

/** The finding, without those of its fixes that would damage one of the marked values. */
export function withSafeFix(finding: Finding, marks: readonly Mark[], text: string): Finding {
  const { fix, otherFixes, ...rest } = finding;
  if (!fix && !otherFixes) return finding;
  const kept = fix && keptBy(fix, marks, text);
  const others = otherFixes?.flatMap((other) => keptBy(other, marks, text) ?? []) ?? [];
  return { ...rest, ...(kept && { fix: kept }), ...(others.length > 0 && { otherFixes: others }) };
}

/** The fix, where it damages none of the marked values. */
function keptBy(fix: Fix, marks: readonly Mark[], text: string): Fix | undefined {
  const edits = fix.edits.map((edit) => aroundFallback(edit, marks, text));
  const isSafe = edits.every((edit) => marks.every((mark) => keeps(edit, edits, mark, text)));
  return isSafe ? { ...fix, edits } : undefined;
}

/** `${x:=2}` as text is `"${x:=2}"`. */
function aroundFallback(edit: Edit, marks: readonly Mark[], text: string): Edit {
  const [[start, end], newText] = edit;
  const mark = marks.find(({ fallback }) => fallback?.[0] === start && fallback[1] === end);
  if (!mark || newText !== `"${text.slice(start, end)}"`) return edit;
  return [mark.span, `"${text.slice(...mark.span)}"`];
}

function keeps(
  [[start, end], newText]: Edit,
  all: readonly Edit[],
  { span, fallback }: Mark,
  text: string,
): boolean {
  if (end <= span[0] || span[1] <= start) return true;
  if (fallback && isInside([start, end], fallback)) return !/["'{}$\n]/.test(newText);
  return all.some(([, written]) => written.includes(text.slice(...span)));
}

function isInside([start, end]: Span, [from, to]: Span): boolean {
  return from <= start && end <= to;
}
