// Commands that change objects by one action each, made from a table: what they are called, what they ask for first.
import type { ActionId, ActionInput, ActionPlan } from '../../cluster/actionsApi.ts';
import type { ClusterSession } from '../../cluster/api.ts';
import { refText } from '../../cluster/applyFlow/words.ts';
import { changeObjects, type ChangeTarget } from '../editor/changeObjects.ts';
import { changeTargets } from '../editor/changeTargets.ts';
import { refusesChanges } from '../editor/contextGuard.ts';
import { withProgress } from '../editor/questions.ts';
import { askForText, showError } from '../editor/window.ts';
import type { Command } from './command.ts';

interface ActionWords {
  readonly id: ActionId;
  /** Of the command, where it is another one. */
  readonly command?: string;
  readonly verb: string;
  readonly doing: string;
  readonly done: string;
  /** Undefined when the user left. */
  readonly ask?: (
    session: ClusterSession,
    targets: readonly ChangeTarget[],
  ) => Promise<ActionInput | undefined>;
}

const actions: readonly ActionWords[] = [
  { id: 'scale', verb: 'Scale', doing: 'Scaling', done: 'scaled', ask: askForReplicas },
  { id: 'restart', verb: 'Restart', doing: 'Restarting', done: 'restarted' },
  { id: 'suspend', verb: 'Suspend', doing: 'Suspending', done: 'suspended' },
  { id: 'resume', verb: 'Resume', doing: 'Resuming', done: 'resumed' },
  { id: 'runNow', verb: 'Run', doing: 'Running', done: 'run' },
  { id: 'cordon', verb: 'Cordon', doing: 'Cordoning', done: 'cordoned' },
  { id: 'uncordon', verb: 'Uncordon', doing: 'Uncordoning', done: 'uncordoned' },
  {
    ...{ id: 'delete', command: 'deleteResource' },
    ...{ verb: 'Delete', doing: 'Deleting', done: 'deleted' },
  },
];

export const actionCommands: readonly Command[] = actions.map(commandOf);

function commandOf({ id, command = id, verb, doing, done, ask }: ActionWords): Command {
  return {
    id: `dataPlatform.${command}`,
    async run(ctx, target, selection) {
      const found = await changeTargets(ctx, target, selection, {
        object: ({ actions: offered = [] }) => id === 'delete' || offered.includes(id),
        kind: (kind, service) => service.mayHave(kind, id),
      });
      if (!found || refusesChanges(ctx.access, found.session.context.name)) return;
      const { session, targets } = found;
      const input = ask ? await ask(session, targets) : {};
      if (!input) return;
      await changeObjects<ActionPlan>(ctx, session, targets, {
        ...{ verb, doing, done },
        plan: (one, signal) => session.actions.plan(id, one, { ...input, signal }),
        run: (plan, signal) => session.actions.run(plan, signal),
      });
    },
  };
}

async function askForReplicas(
  session: ClusterSession,
  targets: readonly ChangeTarget[],
): Promise<ActionInput | undefined> {
  const [first] = targets;
  if (!first) return undefined;
  const now = await withProgress(`Reading ${refText(first.ref)}`, (signal) =>
    session.actions.replicasOf(first, signal),
  );
  if (!now.ok) {
    if (now.error.code !== 'cancelled') void showError(now.error.message);
    return undefined;
  }
  const what = targets.length === 1 ? refText(first.ref) : `${targets.length} objects`;
  const typed = await askForText({
    title: `Scale ${what} in ${session.context.name}`,
    prompt: targets.length === 1 ? `Replicas, now ${now.value}` : 'Replicas of each',
    value: String(now.value),
    validateInput: (text) => (/^\d{1,9}$/.test(text) ? undefined : 'Type a number, 0 or more'),
  });
  return typed === undefined ? undefined : { replicas: Number(typed) };
}
