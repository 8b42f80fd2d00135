/** The status of an object as the facts of its kind say where it stands: see docs/schemas.md. */
import type { ColumnFacts, ReplicaFacts, StatusFacts } from '../../shared/kindFacts.ts';
import { own } from '../../shared/own.ts';
import type { Column } from '../api.ts';
import { listAt, textAt } from '../values.ts';
import { filledIn, valueAt, wordsAt } from './factPath.ts';
import type { StatusParts } from './statusParts.ts';

/** Undefined where the object says nothing of what the facts ask for, and they have no word for that. */
export function kindStatus(object: unknown, facts: StatusFacts): StatusParts | undefined {
  const { suspended, detail = [] } = facts;
  if (suspended !== undefined && valueAt(object, suspended) === true)
    return { status: 'Suspended', health: 'warning' };
  const found = conditionOf(object, facts) ?? replicasOf(object, facts) ?? wordOf(object, facts);
  if (!found) return undefined;
  const words = detail.map((text) => filledIn(text, object)).find((text) => text !== undefined);
  return { ...found, ...(words !== undefined && { detail: words }) };
}

/** What else the object tells, without columns that are empty. */
export function columnsOf(object: unknown, facts: readonly ColumnFacts[]): readonly Column[] {
  return facts.flatMap(({ title, path }) => {
    const value = wordsAt(object, path);
    return value === undefined ? [] : [{ title, value }];
  });
}

function conditionOf(object: unknown, { conditions, unmet }: StatusFacts): StatusParts | undefined {
  return (
    firstCondition(object, unmet, 'False', 'Not ') ?? firstCondition(object, conditions, 'True', '')
  );
}

function firstCondition(
  object: unknown,
  types: StatusFacts['conditions'],
  status: string,
  prefix: string,
): StatusParts | undefined {
  if (!types) return undefined;
  const all = listAt(object, 'status', 'conditions');
  for (const [type, health] of Object.entries(types)) {
    const found = all.find(
      (item) => textAt(item, 'type') === type && textAt(item, 'status') === status,
    );
    if (found === undefined) continue;
    const detail = health === 'ok' ? undefined : textAt(found, 'message');
    return { status: `${prefix}${type}`, health, ...(detail && { detail }) };
  }
  return undefined;
}

function replicasOf(object: unknown, { replicas }: StatusFacts): StatusParts | undefined {
  if (!replicas) return undefined;
  const { ready, wanted } = countsOf(object, replicas);
  if (wanted === 0) return { status: 'Scaled to 0', health: 'unknown', ready: '0/0' };
  const isReady = ready >= wanted;
  return {
    status: isReady ? 'Ready' : 'NotReady',
    health: isReady ? 'ok' : 'progressing',
    ready: `${ready}/${wanted}`,
  };
}

function countsOf(object: unknown, { ready, wanted }: ReplicaFacts) {
  const [isReady, isWanted] = [valueAt(object, ready), valueAt(object, wanted)];
  return {
    ready: typeof isReady === 'number' ? isReady : 0,
    wanted: typeof isWanted === 'number' ? isWanted : 1,
  };
}

function wordOf(
  object: unknown,
  { phase, absent, values, words }: StatusFacts,
): StatusParts | undefined {
  const found = (phase === undefined ? undefined : wordsAt(object, phase)) ?? absent;
  if (found === undefined)
    return phase === undefined ? undefined : { status: '', health: 'unknown' };
  return { status: own(words, found) ?? found, health: own(values, found) ?? 'unknown' };
}
