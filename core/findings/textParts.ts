/** Parts of a document that are YAML of their own, in a text: values of a chart, patches. */
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { Span } from '../yaml/node.ts';
import type { Finding } from './finding.ts';
import { maxFindings } from './maxFindings.ts';
import { movedBy } from './moved.ts';

export interface TextPart {
  /** Where it stands in the document, header and all. */
  readonly span: Span;
  /** Where its own text begins in the document. */
  readonly offset: number;
  readonly check: (budget: StepBudget) => Work<Finding[]>;
}

/** The findings of all parts at their places in the document, as far as the budget goes. */
export function* checkTexts(
  parts: Iterable<TextPart>,
  text: string,
  budget: StepBudget,
): Work<Finding[]> {
  const found: Finding[] = [];
  for (const { span, offset, check } of parts) {
    if (budget.stoppedAt !== undefined || found.length >= maxFindings) break;
    const left = budget.part(1);
    for (const finding of yield* check(left))
      found.push(within(span, movedBy(offset, finding), text));
    budget.close(left, (place) => place + offset);
  }
  return found;
}

/** A text may end too early: that is reported at its end, not behind it. */
function within([start, end]: Span, finding: Finding, text: string): Finding {
  const last = start + text.slice(start, end).trimEnd().length;
  if (finding.span[0] < last) return finding;
  return { ...finding, span: [Math.max(start, last - 1), last] };
}
