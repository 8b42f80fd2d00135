// What the API server refuses to change may be deleted and made anew: offered with what is lost, as a plan of its own.
import type { ApplyReport, ClusterSession, Plan } from '../api.ts';
import type { ApplyInput } from './applyInput.ts';
import type { ApplyUi } from './applyUi.ts';
import { dryRun } from './dryRun.ts';
import { tellNothingToDo } from './nothingToDo.ts';
import { sendChosen, showPlanProblems } from './sendChosen.ts';

/** Undefined when there is nothing to offer or the user wants none of it. */
export async function offerReplacements(
  session: ClusterSession,
  input: ApplyInput,
  plan: Plan,
  ui: ApplyUi,
): Promise<ApplyReport | undefined> {
  const replaceable = plan.entries.filter((entry) => entry.replaceable);
  if (replaceable.length === 0 || !ui.chooseReplacements) return undefined;
  const replace = await ui.chooseReplacements(plan, replaceable);
  if (!replace?.length) return undefined;
  const sources = input.sources.filter(({ document }) => replace.includes(document.index));
  const { namespace } = plan.target;
  // Fields of others go with the old object: who owned them is no question any more.
  const own = await dryRun(session, sources, { replace, force: replace, namespace }, ui);
  if (!own) return undefined;
  showPlanProblems(own, sources, ui);
  // Only what was chosen for it: what has become possible otherwise is for another apply.
  const chosen = own.entries.filter(({ action }) => action === 'replace');
  if (chosen.length === 0) {
    tellNothingToDo(own, ui);
    return undefined;
  }
  return sendChosen(session, { ...input, sources }, { plan: own, chosen, takenOver: [] }, ui);
}
