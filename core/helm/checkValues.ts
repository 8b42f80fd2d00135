/** Reports on the values of a chart: their shape, and what Kubernetes says of the parts that are passed on to it. */
import type { Node } from '../yaml/node.ts';
import type { Finding } from '../findings/finding.ts';
import type { WalkContext } from '../walk/visit.ts';
import { findingsIn } from '../findings/findingsIn.ts';
import type { FilledIn } from '../placeholders/fillIn.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { ChartSchema } from './chartSchema.ts';
import { verdictsOf } from './schemaVerdicts.ts';

export interface ValuesAt {
  /** The mapping of the values. */
  readonly root: Node;
  /** In which its offsets count. */
  readonly text: string;
  /** What another tool fills in. */
  readonly filledIn: FilledIn | undefined;
}

export function* checkValues(
  typed: ChartSchema,
  { root, text, filledIn }: ValuesAt,
  budget: StepBudget,
): Work<Finding[]> {
  const ctx: WalkContext = {
    root,
    // Values are no object: what rules say of kinds is not said of them.
    gvk: { group: '', version: '', kind: '' },
    text,
    schema: typed,
    isValues: true,
    ...(filledIn && { filledIn }),
  };
  const found = yield* findingsIn(ctx, budget);
  const { judges } = typed;
  return judges.length === 0 ? found : [...found, ...verdictsOf(judges, root, found)];
}
