/**
 * A dry run in another namespace, for an object whose own one does not exist yet. Schema and validation are the same there;
 * what depends on the namespace (accounts, quotas, limits, admission) is not, and is left to the dry run before the apply.
 */
import { exactJson } from '../../core/yaml/exactJson.ts';
import type { ClusterError, PlanEntry } from '../api.ts';
import { dryRun } from '../requests/applyRequest.ts';
import { comparable } from '../objects/cleanObject.ts';
import type { PlannedDetails, Planner } from './planner.ts';
import { isObject, objectAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

export type Elsewhere =
  /** `after` as the server would store it; absent where an object of that name stood in the way. */
  | { readonly is: 'accepted'; readonly after?: JsonObject }
  | { readonly is: 'refused'; readonly error: ClusterError }
  | { readonly is: 'not-checked' };

export async function tryElsewhere(
  planner: Planner,
  { ref, document }: PlanEntry,
  { resource, object }: PlannedDetails,
  namespace: string,
  signal?: AbortSignal,
): Promise<Elsewhere> {
  if (!ref?.namespace || !isObject(object)) return { is: 'not-checked' };
  const metadata = objectAt(object, 'metadata');
  const moved = { ...object, metadata: { ...metadata, namespace } };
  const tried = await dryRun(planner.connection, {
    // Created, not applied: an object that has the name there plays no part.
    document: { ...without(document, ['name']), text: exactJson(moved) },
    ref: { ...ref, namespace },
    ...{ resource, object: moved, force: false },
    ...(signal && { signal }),
  });
  if (tried.ok) {
    const after = comparable(tried.value.object);
    return {
      is: 'accepted',
      after: { ...after, metadata: { ...objectAt(after, 'metadata'), namespace: ref.namespace } },
    };
  }
  const { error } = tried;
  if (error.status === 409) return { is: 'accepted' };
  if (!isOwnFault(error)) return { is: 'not-checked' };
  const message = error.message.replace(
    `${ref.kind} ${ref.name} in namespace ${namespace}`,
    `${ref.kind} ${ref.name} in namespace ${ref.namespace}`,
  );
  return { is: 'refused', error: { ...error, message, namespace: ref.namespace } };
}

/** Requests and limits may come from the LimitRange of that namespace; all else that is invalid stands in the manifest. */
function isOwnFault({ code, causes }: ClusterError): boolean {
  return code === 'invalid' && !causes.some(({ path }) => path.includes('resources'));
}
