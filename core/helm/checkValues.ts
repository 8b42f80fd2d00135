/** Reports on the values of a chart: their shape, and what Kubernetes says of the parts that are passed on to it. */
import type { Node } from '../yaml/node.ts';
import type { Finding } from '../findings/finding.ts';
import type { WalkContext } from '../walk/visit.ts';
import { findingsIn } from '../findings/findingsIn.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { ChartSchema } from './chartSchema.ts';

/** `root` is the mapping of the values; offsets count in `text`. */
export function* checkValues(
  typed: ChartSchema,
  root: Node,
  text: string,
  budget: StepBudget,
): Work<Finding[]> {
  const ctx: WalkContext = {
    root,
    // Values are no object: what rules say of kinds is not said of them.
    gvk: { group: '', version: '', kind: '' },
    text,
    schema: typed,
    isValues: true,
  };
  return yield* findingsIn(ctx, budget);
}
