/** Reports on the values of a chart: their shape, and what Kubernetes says of the parts that are passed on to it. */
import type { Node } from '../documents/node.ts';
import type { Report } from '../rules/rule.ts';
import { runRules } from '../rules/run.ts';
import { checkStructure } from '../validation/structure.ts';
import type { ChartView } from './chartView.ts';

/** `root` is the mapping of the values; offsets count in `text`. */
export function checkValues(view: ChartView, root: Node, text: string): Report[] {
  const { reports } = checkStructure(view, root, text, { requireFields: true });
  const rules = runRules({
    root,
    // Values are no object: what rules say of kinds is not said of them.
    gvk: { group: '', version: '', kind: '' },
    text,
    schema: view,
    isValues: true,
  });
  return [...reports, ...rules];
}
