// The last steps of an apply: preview, question, a look whether the context is still the same, the apply, its report.
import type {
  ApplyReport,
  ClusterService,
  ClusterSession,
  Plan,
  PlanEntry,
  PlanTarget,
} from '../api.ts';
import type { ApplyInput } from './applyInput.ts';
import type { ApplyUi, SourceDocument } from './applyUi.ts';
import { targetText } from './words.ts';

export interface Chosen {
  readonly plan: Plan;
  readonly chosen: readonly PlanEntry[];
  /** Indexes of chosen documents whose fields are taken from other owners. */
  readonly takenOver: readonly number[];
}

/** Undefined when the user left, or when another cluster is in use by now. */
export async function sendChosen(
  session: ClusterSession,
  { service, session: own, sources, isProtected }: ApplyInput,
  { plan, chosen, takenOver }: Chosen,
  ui: ApplyUi,
): Promise<ApplyReport | undefined> {
  await ui.showPreview(plan, chosen);
  const question = { plan, chosen, takenOver, isProtected: isProtected(plan.target.context) };
  if (!(await ui.confirm(question))) return undefined;
  const moved = await targetMoved(service, plan.target, own !== undefined);
  if (moved) {
    ui.fail(moved);
    return undefined;
  }

  const only = chosen.map(({ index }) => index);
  const report = await ui.progress(`Applying to ${targetText(plan)}`, (signal, tell) =>
    session.apply(plan, {
      signal,
      only,
      force: takenOver,
      onWait: (text) => tell(text),
      onProgress: (done, total, result) => {
        tell(`${done} of ${total}: ${result.text}`, 100 / total);
      },
    }),
  );
  ui.showProblems(
    report.results.flatMap((result) => {
      const source = sources.find(({ document }) => document.index === result.index);
      // What was not sent keeps what the dry run said about it.
      if (!source || result.outcome === 'not-sent') return [];
      return [{ source, error: result.outcome === 'applied' ? undefined : result.error }];
    }),
  );
  ui.showOutcome({ plan, report, chosen: only });
  return report;
}

export function showPlanProblems(
  plan: Plan,
  sources: readonly SourceDocument[],
  ui: ApplyUi,
): void {
  ui.showProblems(
    plan.entries.flatMap((entry) => {
      const source = sources.find(({ document }) => document.index === entry.index);
      const error = entry.action === 'conflict' ? undefined : entry.error;
      return source ? [{ source, error }] : [];
    }),
  );
}

/**
 * The preview is pinned to one cluster: if the editor meanwhile uses another, nobody meant this one. What came from a
 * context goes back there, unless that is another server now.
 */
async function targetMoved(
  service: ClusterService,
  target: PlanTarget,
  isOfContext: boolean,
): Promise<string | undefined> {
  const { current: inUse, contexts, problems } = await service.kubeconfig.state();
  const current = isOfContext ? contexts.find(({ name }) => name === target.context) : inUse;
  if (current?.name === target.context && current.server === target.server) return undefined;
  const now = current ? `context ${current.name} (${current.server ?? 'no server'})` : 'no context';
  const why = current ? undefined : problems[0]?.error.message;
  return `Nothing was applied: the preview was made for context ${target.context} (${target.server}), but now ${now} is in use${why ? ` (${why})` : ''}. Run Apply again`;
}
