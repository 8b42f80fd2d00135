/** Whether an apply whose answer was lost has been done: what the live object itself tells. */
import type { PlanEntry, ResourceRef } from './api.ts';
import { dryRun, FIELD_MANAGER } from './applyRequest.ts';
import { comparable, sameContent } from './cleanObject.ts';
import type { PlannedDetails, Planner } from './plan.ts';
import { getObject } from './resources.ts';
import { listAt, textAt } from './values.ts';

/** What tells one state of a live object from another, and our applies to it from those of others. */
export interface LiveMark {
  readonly resourceVersion: string;
  /** Our entry in its managedFields, with the time of our last apply that changed something; empty when there is none. */
  readonly ours: string;
  /** The entries of all others, but for what is written to the status. */
  readonly others: string;
}

export function markOf(object: unknown): LiveMark {
  const entries = listAt(object, 'metadata', 'managedFields').filter(
    (item) => !textAt(item, 'subresource'),
  );
  // By apply, or by create for users who may not patch.
  const isOurs = (item: unknown) => textAt(item, 'manager') === FIELD_MANAGER;
  const ours = entries.filter(isOurs);
  return {
    resourceVersion: textAt(object, 'metadata', 'resourceVersion') ?? '',
    ours: ours.length ? JSON.stringify(ours) : '',
    others: JSON.stringify(entries.filter((item) => !isOurs(item))),
  };
}

/** Made by our apply, to judge by the times: a connection that broke once may have had it sent twice. */
export function isOurOwn(object: unknown): boolean {
  const created = Date.parse(textAt(object, 'metadata', 'creationTimestamp') ?? '');
  return listAt(object, 'metadata', 'managedFields').some(
    (item) =>
      textAt(item, 'manager') === FIELD_MANAGER &&
      Math.abs(Date.parse(textAt(item, 'time') ?? '') - created) <= 1000,
  );
}

/**
 * `not-there` is how it stands now: a request that is still under way may yet be done. `unclear`: the object cannot be
 * read, or others have changed it since, who may have undone what was applied.
 */
export type Look = 'applied' | 'not-there' | 'unclear';

export async function lookAgain(
  planner: Planner,
  entry: PlanEntry,
  ref: ResourceRef,
  { resource, object, mark }: PlannedDetails,
  signal?: AbortSignal,
): Promise<Look> {
  const read = await getObject(planner, resource, ref, signal);
  if (!read.ok) return read.error.code === 'not-found' ? 'not-there' : 'unclear';
  const now = markOf(read.value);
  // Even if somebody has changed the object since: our entry says that we were there.
  if (now.ours !== '' && now.ours !== mark?.ours) return 'applied';
  if (now.resourceVersion === mark?.resourceVersion)
    return entry.action === 'unchanged' ? 'applied' : 'not-there';
  const untouched = now.ours === mark?.ours && now.others === mark.others;
  if (now.ours === '') return untouched ? 'not-there' : 'unclear';
  // Times have whole seconds: two applies within one look alike, and what they leave behind decides.
  const { document } = entry;
  const tried = await dryRun(planner.connection, {
    ...{ document, resource, ref, object, force: true },
    ...(signal && { signal }),
  });
  if (!tried.ok) return 'unclear';
  if (sameContent(comparable(read.value), comparable(tried.value.object))) return 'applied';
  return untouched ? 'not-there' : 'unclear';
}
