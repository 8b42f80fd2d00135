/** Reports on the values of charts that stand in a document as mappings; those that are texts are documents of their own. */
import { checkValues } from '../helm/checkValues.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Transformed } from '../model/transformed.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import { at } from '../yaml/node.ts';
import { filledInOf } from './filledInOf.ts';
import type { Finding } from './finding.ts';

export interface InlineContext {
  readonly inline?: readonly ResolvedInline[];
  readonly filling: Filling;
  readonly transformed?: Transformed;
}

/** At most about `most` findings. What the kind around the values fills in by itself is not known in them either. */
export function* checkInlineValues(
  { inline = [], filling, transformed }: InlineContext,
  document: ManifestDocument,
  budget: StepBudget,
  most: number,
): Work<Finding[]> {
  const mappings = inline.filter(({ textSpan }) => !textSpan);
  if (mappings.length === 0) return [];
  const { text } = document;
  const filledIn = filledInOf(document, filling, undefined, transformed?.replaced);
  const findings: Finding[] = [];
  for (const { path, typed } of mappings) {
    if (findings.length >= most) break;
    const root = at(filledIn?.root ?? document.root, path);
    if (root?.type === 'map')
      findings.push(...(yield* checkValues(typed, { root, text, filledIn }, budget)));
  }
  return findings;
}
