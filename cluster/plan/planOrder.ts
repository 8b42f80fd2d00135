/**
 * Looks at the documents of a plan together: what failed only because another document has not been applied yet waits for
 * that one, and everything gets its place in the order of sending.
 */
import { parseExactManifest } from '../../core/model/manifestDocuments.ts';
import type { Plan, PlanEntry } from '../api.ts';
import { clusterError } from '../errors/errors.ts';
import { whatIs } from '../objects/whatIs.ts';
import { formatFieldPath } from '../objects/fieldPath.ts';
import { faultsAgainst } from './againstDefinition.ts';
import { applyOrder } from './applyOrder.ts';
import { comparable, diffTexts } from '../objects/cleanObject.ts';
import { inParallel } from '../inParallel.ts';
import { notesOfLimits } from './limitsOfPlan.ts';
import { overlay } from '../objects/overlay.ts';
import type { Planner } from './planner.ts';
import { Makers } from './prerequisites.ts';
import type { PlannedObject, Prerequisite } from './prerequisites.ts';
import { withLastOnly } from './sameObject.ts';
import { tryElsewhere } from './tryElsewhere.ts';
import type { Elsewhere } from './tryElsewhere.ts';
import { isObject, without } from '../values.ts';

export async function planOrder(
  planner: Planner,
  entries: readonly PlanEntry[],
  signal?: AbortSignal,
): Promise<Pick<Plan, 'entries' | 'order'>> {
  const planned = withLastOnly(planner, entries).map((entry): PlannedObject => ({
    entry,
    object: planner.details.get(entry)?.object ?? parsed(entry),
  }));
  const makers = new Makers(planned);
  const waiting = planned.map((one) => waitingEntry(planner, one, makers));
  const checked = await inParallel(waiting, ({ entry, object, waitsFor }) =>
    waitsFor?.what === 'namespace'
      ? checkedElsewhere(planner, { entry, object }, makers, signal)
      : Promise.resolve(entry),
  );
  return withOrder(planner, checked, planned);
}

function parsed({ document }: PlanEntry): unknown {
  return document.problem ? undefined : parseExactManifest(document.text);
}

interface Waiting extends PlannedObject {
  readonly waitsFor?: Prerequisite;
}

/** The entry as one that waits for what another one makes, if that is its only fault. */
function waitingEntry(planner: Planner, { entry, object }: PlannedObject, makers: Makers): Waiting {
  const waitsFor = makers.missing(entry);
  if (!waitsFor || waitsFor.entry === entry)
    return { entry: makers.withServedVersions(entry), object };
  const { ref, document } = entry;
  const details = planner.details.get(entry);
  const isKnown = details !== undefined;
  const namespace = document.namespace ?? planner.target.namespace;
  const landsIn = isKnown ? ref?.namespace : waitsFor.isNamespaced ? namespace : undefined;
  const needs = [
    waitsFor.entry,
    makers.namespace(landsIn)?.entry,
    isKnown ? undefined : makers.definition(document.apiVersion ?? '', document.kind ?? '')?.entry,
  ].flatMap((one) => (one ? [one.index] : []));
  const wanted = isObject(object) ? comparable(object) : undefined;
  const after = details?.live ? overlay(details.live, wanted) : wanted;
  const result: PlanEntry = {
    ...without(entry, ['error', 'missingNamespace']),
    ...(ref && { ref: { ...without(ref, ['namespace']), ...(landsIn && { namespace: landsIn }) } }),
    action: details?.live ? 'change-after' : 'create-after',
    ...(isObject(after) && { diff: diffTexts(details?.live, after) }),
    afterDocument: waitsFor.entry.index,
    needs: [...new Set(needs)],
    note: waitNote(waitsFor),
  };
  const refused = refusedByDefinition(planner, result, object, waitsFor);
  if (refused) return { entry: refused, object };
  if (details) planner.details.set(result, details);
  return { entry: result, object, waitsFor };
}

/** The entry as refused where the definition that makes its kind does not take it. One that is only changed may hold more than the manifest has. */
function refusedByDefinition(
  planner: Planner,
  entry: PlanEntry,
  object: unknown,
  { entry: maker, what }: Prerequisite,
): PlanEntry | undefined {
  if (what !== 'kind' || maker.action !== 'create') return undefined;
  const definition = planner.details.get(maker)?.object;
  const causes = faultsAgainst(definition, entry.document.apiVersion ?? '', object);
  if (causes.length === 0) return undefined;
  const list = causes
    .slice(0, 5)
    .map(({ path, message }) => `${formatFieldPath(path)}: ${message}`);
  const more = causes.length > 5 ? ` and ${causes.length - 5} more` : '';
  const message = `${whatIs(entry)} does not fit ${whatIs(maker)} of this plan: ${list.join('; ')}${more}`;
  const error = clusterError('invalid', message, { causes });
  return { ...without(entry, ['afterDocument', 'needs', 'note']), action: 'refused', error };
}

function waitNote({ entry, what }: Prerequisite): string {
  const other = whatIs(entry);
  switch (what) {
    case 'kind':
      return `Created after ${other}, which this plan makes: checked when its kind exists, right before it is applied`;
    case 'namespace':
      return `Created after ${other}, which this plan makes: checked when its namespace exists, right before it is applied`;
    case 'object':
      return `Sent after ${other}, which this plan makes; checked again right before it is applied`;
    case 'schema':
    case 'quota':
      return `Sent after ${other}, which this plan changes; checked again right before it is applied`;
  }
}

/** An existing namespace tells most of what the new one will say. */
async function checkedElsewhere(
  planner: Planner,
  { entry, object }: PlannedObject,
  makers: Makers,
  signal: AbortSignal | undefined,
): Promise<PlanEntry> {
  const details = planner.details.get(entry);
  if (!details) return entry;
  const { namespace } = planner.target;
  const elsewhere = makers.namespace(namespace) ? 'default' : namespace;
  const said = await tryElsewhere(planner, entry, details, elsewhere, signal);
  const result = afterCheck(entry, said, elsewhere, object);
  planner.details.set(result, details);
  return result;
}

function afterCheck(
  entry: PlanEntry,
  said: Elsewhere,
  elsewhere: string,
  object: unknown,
): PlanEntry {
  if (said.is === 'not-checked') return entry;
  if (said.is === 'refused') {
    const { error } = said;
    return { ...without(entry, ['afterDocument', 'needs', 'note']), action: 'refused', error };
  }
  const note = entry.note?.replace(
    'checked when its namespace exists, right before it is applied',
    `checked in namespace ${elsewhere}, and again right before it is applied`,
  );
  const after = said.after ?? (isObject(object) ? comparable(object) : undefined);
  return { ...entry, ...(note && { note }), ...(after && { diff: diffTexts(undefined, after) }) };
}

function withOrder(
  planner: Planner,
  entries: readonly PlanEntry[],
  planned: readonly PlannedObject[],
): Pick<Plan, 'entries' | 'order'> {
  const positions = new Map(entries.map(({ index }, position) => [index, position]));
  const notes = new Map<number, string>();
  const limits = notesOfLimits(entries);
  const items = entries.map(({ ref, needs = [] }, position) => {
    const before = needs.flatMap((index) => positions.get(index) ?? []);
    const object = planned[position]?.object;
    return { object, needs: before, ...(ref?.namespace && { namespace: ref.namespace }) };
  });
  const order = applyOrder(items);
  for (const { position, refersTo } of order.cycles) {
    const other = entries[refersTo];
    if (other)
      notes.set(
        position,
        `Refers to ${whatIs(other)}, which refers back to it; this one is sent first`,
      );
  }
  const noted = entries.map((entry, position) => {
    const own = [entry.note, notes.get(position), limits.get(entry.index)].filter(Boolean);
    const note = own.join('. ');
    const refersTo = (order.before[position] ?? []).flatMap((other) => entries[other]?.index ?? []);
    if (note === (entry.note ?? '') && refersTo.length === 0) return entry;
    const result = { ...entry, ...(note && { note }), ...(refersTo.length > 0 && { refersTo }) };
    const details = planner.details.get(entry);
    if (details) planner.details.set(result, details);
    return result;
  });
  return {
    entries: noted,
    order: order.positions.flatMap((position) => noted[position]?.index ?? []),
  };
}
