/** Which actions make sense for an object as it is: see `actions` in docs/schemas.md. */
import type { ActionFacts, FieldKeys, SwitchFacts } from '../../shared/kindFacts.ts';
import type { ActionId } from '../actionsApi.ts';
import { at } from '../values.ts';
import { valueAt } from './factPath.ts';

export function offeredActions(
  object: unknown,
  { restart, rollBack, expand, suspend, run, cordon, drain }: ActionFacts = {},
  isScalable = false,
): readonly ActionId[] {
  return [
    ...(isScalable ? ['scale' as const] : []),
    ...(restart ? ['restart' as const] : []),
    ...(rollBack ? ['rollBack' as const] : []),
    ...offeredOf(object, suspend, 'suspend', 'resume'),
    ...offeredOf(object, cordon, 'cordon', 'uncordon'),
    ...(drain ? ['drain' as const] : []),
    ...(run ? ['runNow' as const] : []),
    // Only what is bound can grow.
    ...(expand && at(object, 'status', 'phase') === 'Bound' ? ['expand' as const] : []),
  ];
}

/** Whether objects of a kind may have an action; of which a number of replicas can be set, only the server knows. */
export function mayHave(facts: ActionFacts, id: ActionId): boolean {
  const own = { ...facts, resume: facts.suspend, uncordon: facts.cordon, runNow: facts.run };
  return id === 'scale' || id === 'delete' || own[id] !== undefined;
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
