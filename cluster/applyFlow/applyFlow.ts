// The way of an apply, from documents to a report: dry run, namespaces, conflicts, choice, preview,
// question, send. Every step names where it goes and may be left; nothing is written before the question.
import type { ApplyReport, ClusterSession, Plan, PlanEntry } from '../api.ts';
import { isNamespaceName } from '../objects/namespaceName.ts';
import type { ApplyInput } from './applyInput.ts';
import type { ApplyUi } from './applyUi.ts';
import { dryRun } from './dryRun.ts';
import { offerReplacements } from './offerReplacements.ts';
import { sendChosen, showPlanProblems } from './sendChosen.ts';
import { tellNothingToDo } from './nothingToDo.ts';
import { isApplicable, readOnlyText, targetText } from './words.ts';

/** What the log gets: names and counts only. Undefined when the user left or nothing could be done. */
export async function applyFlow(input: ApplyInput, ui: ApplyUi): Promise<ApplyReport | undefined> {
  const { service, sources } = input;
  if (sources.length === 0) {
    ui.fail('There is no manifest to apply here: no document with apiVersion and kind');
    return undefined;
  }
  const session = input.session
    ? { ok: true as const, value: input.session }
    : await service.session();
  if (!session.ok) {
    ui.fail(session.error.message);
    return undefined;
  }
  const { name } = session.value.context;
  if (input.isReadOnly(name)) {
    ui.fail(`Nothing was applied: ${readOnlyText(name)}`);
    return undefined;
  }
  const prepared = await prepare(session.value, input, ui);
  if (!prepared) return undefined;
  const { plan, force } = prepared;
  showPlanProblems(plan, sources, ui);

  const applicable = plan.entries.filter((entry) => canSend(entry, force));
  if (applicable.length === 0) {
    const unchecked = plan.entries.filter((entry) => entry.unchecked === 'different');
    if (unchecked.length > 0) await ui.showPreview(plan, unchecked);
    tellNothingToDo(plan, ui);
    return offerReplacements(session.value, input, plan, ui);
  }
  const only =
    plan.entries.length === 1
      ? applicable.map(({ index }) => index)
      : await ui.chooseDocuments(plan, applicable);
  if (!only || only.length === 0) return undefined;
  const chosen = applicable.filter(({ index }) => only.includes(index));

  const takenOver = force.filter((index) => only.includes(index));
  const report = await sendChosen(session.value, input, { plan, chosen, takenOver }, ui);
  // What cannot be changed gets a plan of its own, once the rest is done.
  return report && ((await offerReplacements(session.value, input, plan, ui)) ?? report);
}

interface Prepared {
  plan: Plan;
  /** Documents whose conflicts the user takes over. */
  force: number[];
}

/** Dry runs until the user has answered everything that a dry run can bring up. */
async function prepare(
  session: ClusterSession,
  { sources, isProtected }: ApplyInput,
  ui: ApplyUi,
): Promise<Prepared | undefined> {
  const force: number[] = [];
  const removeLeft: number[] = [];
  let leftAsked = false;
  const declined = new Set<string>();
  let conflictsAsked = false;
  for (;;) {
    const plan = await dryRun(session, sources, { force, removeLeft }, ui);
    if (!plan) return undefined;

    const answer = await askForNamespaces(plan, declined, isProtected(plan.target.context), ui);
    if (answer === 'cancel') return undefined;
    if (answer) {
      if (await createNamespace(session, answer.create, plan, ui)) continue;
      return undefined;
    }

    const conflicts = plan.entries.filter(({ action }) => action === 'conflict');
    if (conflicts.length > 0 && !conflictsAsked) {
      conflictsAsked = true;
      const takenOver = await ui.chooseTakeOvers(plan, conflicts);
      if (!takenOver) return undefined;
      force.push(...takenOver);
      if (takenOver.length > 0) continue;
    }

    const left = plan.entries.filter((entry) => entry.left && !entry.left.error);
    if (left.length === 0 || leftAsked || !ui.chooseLeft) return { plan, force };
    leftAsked = true;
    const removed = await ui.chooseLeft(plan, left);
    if (!removed) return undefined;
    if (removed.length === 0) return { plan, force };
    removeLeft.push(...removed);
  }
}

/** The first missing namespace that the user wants; undefined when none is missing or wanted. */
async function askForNamespaces(
  plan: Plan,
  declined: Set<string>,
  isProtected: boolean,
  ui: ApplyUi,
): Promise<{ create: string } | 'cancel' | undefined> {
  for (const { missingNamespace } of plan.entries) {
    if (missingNamespace === undefined || declined.has(missingNamespace)) continue;
    if (!canBeMade(missingNamespace, plan)) continue;
    const answer = await ui.askForNamespace(missingNamespace, plan, isProtected);
    if (answer === 'create') return { create: missingNamespace };
    if (answer === 'cancel') return 'cancel';
    declined.add(missingNamespace);
  }
  return undefined;
}

/** Not one whose name is none, nor one that the API server refuses in this very plan. */
function canBeMade(namespace: string, { entries }: Plan): boolean {
  const isRefused = entries.some(
    ({ ref, action }) =>
      action === 'refused' && ref?.kind === 'Namespace' && ref.name === namespace,
  );
  return !isRefused && isNamespaceName(namespace);
}

async function createNamespace(
  session: ClusterSession,
  name: string,
  plan: Plan,
  ui: ApplyUi,
): Promise<boolean> {
  const created = await ui.progress(`Creating namespace ${name} in ${targetText(plan)}`, (signal) =>
    session.createNamespace(name, signal),
  );
  if (!created.ok) ui.fail(created.error.message);
  return created.ok;
}

function canSend(entry: PlanEntry, force: readonly number[]): boolean {
  return isApplicable(entry) || (entry.action === 'conflict' && force.includes(entry.index));
}
