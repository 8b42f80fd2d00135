/** Findings of a part of a document as findings of the document. */
import type { Span } from '../yaml/node.ts';
import type { Finding, Fix } from './finding.ts';

export function movedBy(offset: number, finding: Finding): Finding {
  return moved(finding, { toOriginal: ([start, end]) => [start + offset, end + offset] });
}

/** `toOriginal`: from a span of the part to that of the document. */
export function moved(
  finding: Finding,
  { toOriginal }: { readonly toOriginal: (span: Span) => Span },
): Finding {
  const { fix, otherFixes, related } = finding;
  const movedFix = (one: Fix): Fix => ({
    ...one,
    edits: one.edits.map(([span, text]) => [toOriginal(span), text] as const),
  });
  return {
    ...finding,
    span: toOriginal(finding.span),
    ...(fix && { fix: movedFix(fix) }),
    ...(otherFixes && { otherFixes: otherFixes.map(movedFix) }),
    ...(related && {
      related: related.map((other) => ({ ...other, span: toOriginal(other.span) })),
    }),
  };
}
