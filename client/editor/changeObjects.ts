// Plans a change of objects, asks, and does it: one way for all actions beside an apply. Each question names context, server,
// namespace and object, and what would change as the API server took it in a dry run.
import type { ClusterSession, ResourceRef, Result } from '../../cluster/api.ts';
import { refText } from '../../cluster/applyFlow/words.ts';
import type { CommandContext } from '../commands/command.ts';
import { isChangeMeant, refusesChanges } from './contextGuard.ts';
import { withProgress } from './questions.ts';
import { showError, showInformation, showWarning } from './window.ts';

export interface ChangeTarget {
  readonly ref: ResourceRef;
  readonly uid?: string;
}

/** What would be done to one object. */
export interface PlannedChange {
  readonly ref: ResourceRef;
  /** What changes, in words. */
  readonly lines: readonly string[];
  /** What is to be thought of before. */
  readonly warnings: readonly string[];
}

export interface Change<P extends PlannedChange> {
  /** `Restart`: the button, and the beginning of the question. */
  readonly verb: string;
  /** `Restarting`, while it is done. */
  readonly doing: string;
  /** `restarted`, for the log and for what became of several. */
  readonly done: string;
  readonly plan: (target: ChangeTarget, signal: AbortSignal) => Promise<Result<P>>;
  /** What else is to be told of it once it is done. */
  readonly run: (
    plan: P,
    signal: AbortSignal,
    tell: (message: string) => void,
  ) => Promise<Result<string | undefined>>;
}

export async function changeObjects<P extends PlannedChange>(
  ctx: CommandContext,
  session: ClusterSession,
  targets: readonly ChangeTarget[],
  change: Change<P>,
): Promise<void> {
  const { name } = session.context;
  if (refusesChanges(ctx.access, name)) return;
  const title = `${change.doing} ${namesOf(targets)} in ${name}`;
  const plans = await withProgress(`Dry run: ${title}`, (signal, tell) =>
    planAll(targets, change, signal, tell),
  );
  if (!plans.ok) {
    if (plans.error.code !== 'cancelled') void showError(plans.error.message);
    return;
  }
  if (!(await isMeant(ctx, session, plans.value, change.verb))) return;
  const results = await withProgress(title, (signal, tell) =>
    runAll(plans.value, change, signal, tell),
  );
  ctx.explorer.catchUp();
  tellResults(ctx, session, results, change);
}

/** Nothing is done to any of them where one cannot be planned. */
async function planAll<P extends PlannedChange>(
  targets: readonly ChangeTarget[],
  { plan }: Change<P>,
  signal: AbortSignal,
  tell: (message: string, share?: number) => void,
): Promise<Result<readonly P[]>> {
  const plans: P[] = [];
  for (const target of targets) {
    tell(refText(target.ref), 100 / targets.length);
    const planned = await plan(target, signal);
    if (!planned.ok) return planned;
    plans.push(planned.value);
  }
  return { ok: true, value: plans };
}

/** Lines of a question that a window has room for. */
const mostLines = 20;

function isMeant(
  ctx: CommandContext,
  { context }: ClusterSession,
  plans: readonly PlannedChange[],
  verb: string,
): Promise<boolean> {
  // What is cut off are no warnings, as long as there is something else.
  const all = plans.flatMap((plan) => [
    refText(plan.ref),
    ...plan.warnings.map((warning) => `  Warning: ${warning}`),
    ...plan.lines.map((line) => `  ${line}`),
  ]);
  const shown = all.slice(0, mostLines);
  const more = all.length - shown.length;
  const doing = `${verb} ${namesOf(plans)}`;
  return isChangeMeant(ctx.access, context, {
    question: `${doing}?`,
    about: [...placeOf(plans), '', ...shown, ...(more > 0 ? [`and ${more} more lines`] : [])],
    action: verb,
    doing,
  });
}

/** One object with each of its parts on a line of its own, so that none is overlooked. */
function placeOf(plans: readonly PlannedChange[]): readonly string[] {
  const [only] = plans;
  if (!only || plans.length > 1) return [];
  const { kind, name, namespace } = only.ref;
  return [`Namespace: ${namespace ?? 'none, cluster-wide'}`, `Kind: ${kind}`, `Name: ${name}`];
}

interface Done {
  readonly ref: ResourceRef;
  readonly result: Result<string | undefined>;
}

async function runAll<P extends PlannedChange>(
  plans: readonly P[],
  { run }: Change<P>,
  signal: AbortSignal,
  tell: (message: string, share?: number) => void,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const plan of plans) {
    if (signal.aborted) break;
    tell(refText(plan.ref), 100 / plans.length);
    done.push({ ref: plan.ref, result: await run(plan, signal, tell) });
  }
  return done;
}

function tellResults(
  ctx: CommandContext,
  { context }: ClusterSession,
  results: readonly Done[],
  { verb, done }: Pick<Change<PlannedChange>, 'verb' | 'done'>,
): void {
  const notes: string[] = [];
  const failures: string[] = [];
  for (const { ref, result } of results) {
    const what = `${refText(ref)} in context ${context.name}`;
    if (result.ok) {
      ctx.log.info(`${done} ${what}`);
      if (result.value !== undefined) notes.push(result.value);
    } else {
      ctx.log.warn(`${verb} ${what}: ${result.error.code}`);
      const { message } = result.error;
      failures.push(message === 'Cancelled' ? `${refText(ref)}: cancelled` : message);
    }
  }
  const [first] = failures;
  if (first === undefined) {
    if (notes.length > 0) void showInformation(notes.join('; '));
    return;
  }
  const worked = results.length - failures.length;
  if (results.length === 1) void showError(first);
  else
    void showWarning(
      `${failures.length} of ${results.length} failed, ${worked} ${done}: ${failures.join('; ')}`,
    );
}

function namesOf(targets: readonly ChangeTarget[]): string {
  const [first] = targets;
  return targets.length === 1 && first ? refText(first.ref) : `${targets.length} objects`;
}
