/** Which actions make sense for an object as it is: see `actions` in docs/schemas.md. */
import type { ActionFacts, FieldKeys, SwitchFacts } from '../../shared/kindFacts.ts';
import type { ActionId } from '../actionsApi.ts';
import { at } from '../values.ts';
import { valueAt } from './factPath.ts';

export function offeredActions(
  object: unknown,
  { restart, suspend, run, cordon }: ActionFacts = {},
  isScalable = false,
): readonly ActionId[] {
  return [
    ...(isScalable ? ['scale' as const] : []),
    ...(restart ? ['restart' as const] : []),
    ...offeredOf(object, suspend, 'suspend', 'resume'),
    ...offeredOf(object, cordon, 'cordon', 'uncordon'),
    ...(run ? ['runNow' as const] : []),
  ];
}

/** Whether objects of a kind may have an action; of which a number of replicas can be set, only the server knows. */
export function mayHave({ restart, suspend, run, cordon }: ActionFacts, id: ActionId): boolean {
  const facts = {
    ...{ restart, suspend, cordon },
    ...{ resume: suspend, uncordon: cordon, runNow: run },
  };
  return id === 'scale' || id === 'delete' || facts[id] !== undefined;
}

function offeredOf(
  object: unknown,
  facts: SwitchFacts | undefined,
  on: ActionId,
  off: ActionId,
): readonly ActionId[] {
  if (!facts || (facts.needs !== undefined && valueAt(object, facts.needs) === undefined))
    return [];
  return [fieldAt(object, facts.field) === facts.on ? off : on];
}

export function fieldAt(object: unknown, field: FieldKeys): unknown {
  return at(object, ...field);
}
