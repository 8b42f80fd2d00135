/** Whether an apply whose answer was lost has been done: what the live object itself tells. */
import type { PlanEntry, ResourceRef } from '../api.ts';
import { dryRun } from '../requests/applyRequest.ts';
import { comparable, sameContent } from '../objects/cleanObject.ts';
import { markOf } from '../objects/liveMark.ts';
import type { PlannedDetails, Planner } from '../plan/planner.ts';
import { getObject } from '../requests/resources.ts';

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
