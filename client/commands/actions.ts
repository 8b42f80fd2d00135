// Commands that change objects by one action each, made from a table: what they are called, what they ask for first.
import type { ActionId, ActionInput, ActionPlan } from '../../cluster/actionsApi.ts';
import type { ClusterSession } from '../../cluster/api.ts';
import { changeObjects, type ChangeTarget } from '../editor/changeObjects.ts';
import { changeTargets } from '../editor/changeTargets.ts';
import { refusesChanges } from '../editor/contextGuard.ts';
import type { VirtualDocuments } from '../editor/virtualDocuments.ts';
import { askForReplicas, askForRevision, askForSize } from './askBeforeAction.ts';
import { lacksRight } from '../editor/rights.ts';
import type { Command } from './command.ts';

interface ActionWords {
  readonly id: ActionId;
  /** Of the command, where it is another one. */
  readonly command?: string;
  readonly verb: string;
  readonly doing: string;
  readonly done: string;
  /** What is asked first is asked of one object. */
  readonly isSingle?: true;
  /** Undefined when the user left. */
  readonly ask?: (
    session: ClusterSession,
    targets: readonly ChangeTarget[],
    documents: VirtualDocuments,
  ) => Promise<ActionInput | undefined>;
}

const actions: readonly ActionWords[] = [
  { id: 'scale', verb: 'Scale', doing: 'Scaling', done: 'scaled', ask: askForReplicas },
  { id: 'restart', verb: 'Restart', doing: 'Restarting', done: 'restarted' },
  {
    ...{ id: 'rollBack', verb: 'Roll Back', doing: 'Rolling back', done: 'rolled back' },
    ...{ isSingle: true, ask: askForRevision },
  },
  { id: 'suspend', verb: 'Suspend', doing: 'Suspending', done: 'suspended' },
  { id: 'resume', verb: 'Resume', doing: 'Resuming', done: 'resumed' },
  { id: 'runNow', verb: 'Run', doing: 'Running', done: 'run' },
  { id: 'cordon', verb: 'Cordon', doing: 'Cordoning', done: 'cordoned' },
  { id: 'uncordon', verb: 'Uncordon', doing: 'Uncordoning', done: 'uncordoned' },
  { id: 'drain', verb: 'Drain', doing: 'Draining', done: 'drained' },
  { id: 'expand', verb: 'Expand', doing: 'Expanding', done: 'expanded', ask: askForSize },
  {
    ...{ id: 'delete', command: 'deleteResource' },
    ...{ verb: 'Delete', doing: 'Deleting', done: 'deleted' },
  },
];

export const actionCommands: readonly Command[] = actions.map(commandOf);

function commandOf({ id, command = id, isSingle, ask, ...words }: ActionWords): Command {
  return {
    id: `dataPlatform.${command}`,
    isForObjects: true,
    async run(ctx, target, selection) {
      const found = await changeTargets(ctx, target, selection, {
        object: ({ actions: offered = [] }) => id === 'delete' || offered.includes(id),
        kind: (kind, service) => service.mayHave(kind, id),
      });
      if (!found || refusesChanges(ctx.access, found.session.context.name)) return;
      const { session } = found;
      const targets = isSingle ? found.targets.slice(0, 1) : found.targets;
      if (await lacksRight(session, id, targets)) return;
      const input = ask ? await ask(session, targets, ctx.documents) : {};
      if (!input) return;
      await changeObjects<ActionPlan>(ctx, session, targets, {
        ...words,
        plan: (one, signal) => session.actions.plan(id, one, { ...input, signal }),
        run: (plan, signal, tell) => session.actions.run(plan, { signal, tell }),
      });
    },
  };
}
