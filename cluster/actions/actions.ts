/** What changes objects one by one: see `Actions` of actionsApi.ts. Each is one request, tried by a dry run when it is planned. */
import type { ActionFacts } from '../../shared/kindFacts.ts';
import { groupOf } from '../../shared/gvk.ts';
import type { ActionId, ActionInput, ActionPlan, Actions, ActionTarget } from '../actionsApi.ts';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { readLive, type LiveObject } from './live.ts';
import { createOwnedIndex, type ReadOwnedIndex } from './ownedIndex.ts';
import { remove } from './remove.ts';
import { runNow } from './runNow.ts';
import { readReplicas, scale } from './scale.ts';
import { restart, turn } from './setField.ts';
import { sendLasting, type Write } from './write.ts';

export function createActions(context: ResourceContext): Actions {
  const { connection } = context;
  const readIndex = createOwnedIndex(context);
  const writes = new WeakMap<ActionPlan, Write>();
  return {
    async replicasOf(target, signal) {
      connection.tryLoginAgain(); // the user asks for this, as for all below
      const live = await readLive(context, target, signal);
      return live.ok ? readReplicas(connection, live.value, signal) : live;
    },
    async plan(id, target, input = {}) {
      connection.tryLoginAgain();
      const write = await writeFor({ context, readIndex }, id, target, input);
      if (!write.ok) return write;
      const { signal } = input;
      const tried = await sendLasting(connection, write.value, { isDryRun: true, signal });
      if (!tried.ok) return tried;
      const { lines, warnings = [] } = write.value;
      const plan = { ref: target.ref, lines, warnings: [...warnings, ...tried.value.warnings] };
      writes.set(plan, write.value);
      return { ok: true, value: plan };
    },
    async run(plan, signal) {
      const write = writes.get(plan);
      if (!write) throw new Error('this plan is of another session');
      const sent = await sendLasting(connection, write, { isDryRun: false, signal });
      return sent.ok ? { ok: true, value: write.note?.(sent.value.body) } : sent;
    },
  };
}

async function writeFor(
  { context, readIndex }: Pick<Build, 'context' | 'readIndex'>,
  id: ActionId,
  target: ActionTarget,
  input: ActionInput,
): Promise<Result<Write>> {
  const read = await readLive(context, target, input.signal);
  if (!read.ok) return read;
  const { apiVersion, kind } = target.ref;
  const facts = context.kinds?.kindOf(groupOf(apiVersion), kind)?.actions ?? {};
  const write = await builders[id]({ context, live: read.value, facts, input, readIndex });
  return (
    write ??
    fail('invalid', `It is not known how to do this to a ${kind}. Change the object by an apply`)
  );
}

interface Build {
  readonly context: ResourceContext;
  readonly live: LiveObject;
  readonly facts: ActionFacts;
  readonly input: ActionInput;
  readonly readIndex: ReadOwnedIndex;
}

type Built = Result<Write> | undefined;

const done = (write: Write): Built => ({ ok: true, value: write });

/** Undefined where the kind has no such action. */
const builders: Readonly<Record<ActionId, (build: Build) => Built | Promise<Built>>> = {
  scale: ({ context, live, input }) =>
    scale(context.connection, live, input.replicas, input.signal),
  restart: ({ live, facts }) => facts.restart && done(restart(live, facts.restart)),
  suspend: ({ live, facts }) => facts.suspend && done(turn(live, facts.suspend, true)),
  resume: ({ live, facts }) => facts.suspend && done(turn(live, facts.suspend, false)),
  cordon: ({ live, facts }) => facts.cordon && done(turn(live, facts.cordon, true)),
  uncordon: ({ live, facts }) => facts.cordon && done(turn(live, facts.cordon, false)),
  runNow: ({ context, live, facts, input }) =>
    facts.run && runNow(context.discovery, live, facts.run, input.signal),
  delete: ({ context, live, readIndex, input }) => remove(context, live, readIndex, input.signal),
};
