/** What changes objects one by one: see `Actions` of actionsApi.ts. Each is tried by a dry run when it is planned. */
import type { ActionFacts } from '../../shared/kindFacts.ts';
import { groupOf } from '../../shared/gvk.ts';
import type { ActionId, ActionInput, ActionPlan, Actions, ActionTarget } from '../actionsApi.ts';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ResourceContext } from '../requests/resources.ts';
import type { Watches } from '../watch/watches.ts';
import { drain } from './drain.ts';
import { expand, sizeOf } from './expand.ts';
import { readLive, type LiveObject } from './live.ts';
import type { ReadOwnedIndex } from '../explore/ownedIndex.ts';
import { byOneRequest, type Planned } from './planned.ts';
import { remove } from './remove.ts';
import { revisionsOf, rollBack } from './rollBack.ts';
import { runNow } from './runNow.ts';
import { readReplicas, scale } from './scale.ts';
import { restart, turn } from './setField.ts';
import type { Write } from './write.ts';

export interface ActionParts {
  readonly context: ResourceContext;
  readonly watches: Pick<Watches, 'objects'>;
  readonly readIndex: ReadOwnedIndex;
}

export function createActions(parts: ActionParts): Actions {
  const { context } = parts;
  const plans = new WeakMap<ActionPlan, Planned>();
  // The user asks for each of these.
  const asked = async (target: ActionTarget, signal: AbortSignal | undefined) => {
    context.connection.tryLoginAgain();
    return readLive(context, target, signal);
  };
  return {
    async replicasOf(target, signal) {
      const live = await asked(target, signal);
      return live.ok ? readReplicas(context.connection, live.value, signal) : live;
    },
    async revisionsOf(target, signal) {
      const live = await asked(target, signal);
      if (!live.ok) return live;
      const { rollBack: facts } = factsOf(context, target);
      return facts ? revisionsOf(context, live.value, facts, signal) : unknown(target);
    },
    async sizeOf(target, signal) {
      const live = await asked(target, signal);
      if (!live.ok) return live;
      const { expand: facts } = factsOf(context, target);
      return facts ? { ok: true, value: sizeOf(live.value, facts) } : unknown(target);
    },
    async plan(id, target, input = {}) {
      const live = await asked(target, input.signal);
      if (!live.ok) return live;
      const facts = factsOf(context, target);
      const build = { ...parts, live: live.value, facts, input };
      const planned = (await plannedFor(id, build)) ?? unknown(target);
      if (!planned.ok) return planned;
      const tried = await planned.value.attempt(input.signal);
      if (!tried.ok) return tried;
      const { lines, warnings } = planned.value;
      const plan = { ref: target.ref, lines, warnings: [...warnings, ...tried.value] };
      plans.set(plan, planned.value);
      return { ok: true, value: plan };
    },
    async run(plan, options = {}) {
      const planned = plans.get(plan);
      if (!planned) throw new Error('this plan is of another session');
      return planned.run(options);
    },
  };
}

function factsOf({ kinds }: ResourceContext, { ref }: ActionTarget): ActionFacts {
  return kinds?.kindOf(groupOf(ref.apiVersion), ref.kind)?.actions ?? {};
}

function unknown({ ref }: ActionTarget) {
  return fail(
    'invalid',
    `It is not known how to do this to a ${ref.kind}. Change the object by an apply`,
  );
}

interface Build extends ActionParts {
  readonly live: LiveObject;
  readonly facts: ActionFacts;
  readonly input: ActionInput;
}

/** Undefined where the kind has no such action. */
async function plannedFor(id: ActionId, build: Build): Promise<Result<Planned> | undefined> {
  const { context, watches, live, facts, input } = build;
  if (id === 'drain') {
    if (facts.drain !== true || !facts.cordon) return undefined;
    const cordon = turn(live, facts.cordon, true);
    return drain({ context, watches, live, cordon }, input.signal);
  }
  const write = await writers[id](build);
  return write?.ok ? done(byOneRequest(context.connection, write.value)) : write;
}

type Built = Result<Write> | undefined;

function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Undefined where the kind has no such action. */
const writers: Readonly<
  Record<Exclude<ActionId, 'drain'>, (build: Build) => Built | Promise<Built>>
> = {
  scale: ({ context, live, input }) =>
    scale(context.connection, live, input.replicas, input.signal),
  restart: ({ live, facts }) => facts.restart && done(restart(live, facts.restart)),
  rollBack: ({ context, live, facts, input }) =>
    facts.rollBack && rollBack(context, live, facts.rollBack, input),
  suspend: ({ live, facts }) => facts.suspend && done(turn(live, facts.suspend, true)),
  resume: ({ live, facts }) => facts.suspend && done(turn(live, facts.suspend, false)),
  cordon: ({ live, facts }) => facts.cordon && done(turn(live, facts.cordon, true)),
  uncordon: ({ live, facts }) => facts.cordon && done(turn(live, facts.cordon, false)),
  runNow: ({ context, live, facts, input }) =>
    facts.run && runNow(context.discovery, live, facts.run, input.signal),
  expand: ({ context, live, facts, input }) =>
    facts.expand && expand(context, live, facts.expand, input),
  delete: ({ context, live, readIndex, input }) => remove(context, live, readIndex, input.signal),
};
