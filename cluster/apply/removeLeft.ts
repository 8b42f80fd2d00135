/**
 * Shows and does the removal of fields that an earlier `kubectl apply` left. It is done as `kubectl apply --server-side`
 * does it: kubectl's entry in `metadata.managedFields` is merged into ours, and our manifest is applied once more.
 */
import type { ClusterError, Failure, Result } from '../api.ts';
import { applyNow, FIELD_MANAGER } from './applyRequest.ts';
import type { Sending, Sent } from './applyRequest.ts';
import { sameContent } from '../plan/cleanObject.ts';
import { resourcePath } from '../discovery/discovery.ts';
import { clusterError } from '../answers/errors.ts';
import { patchBetween, patchText, unchangedSince } from './jsonPatch.ts';
import type { PatchStep } from './jsonPatch.ts';
import type { ClusterConnection } from '../kubeCluster.ts';
import { forgottenStrings, leftFields } from '../plan/leftFields.ts';
import type { LeftFields } from '../plan/leftFields.ts';
import { fieldText, valueAt } from '../plan/managedFields.ts';
import type { FieldTree } from '../plan/managedFields.ts';
import { getObject } from '../resources.ts';
import type { ResourceContext } from '../resources.ts';
import { at, isObject, parseObject } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** What a plan found, and what its apply needs to do no more than was shown. */
export interface LeftPlan {
  readonly by: LeftFields['by'];
  /** Places that would change, e.g. `spec.replicas`. */
  readonly fields: readonly string[];
  /** The object without them, as the server would make it; absent where it refuses that. */
  readonly object?: JsonObject;
  readonly error?: ClusterError;
  readonly removes: readonly string[];
  readonly forgotten: FieldTree;
  /** They make what the manifest wants invalid, and are taken over before it is sent (`inTheWay.ts`). */
  readonly isInTheWay?: true;
}

/** `answer` is what the dry run of our apply gave, `live` the object as it is. Undefined where nothing is left. */
export async function planLeft(
  connection: ClusterConnection,
  sending: Sending,
  { answer, live }: { answer: JsonObject; live: JsonObject },
): Promise<LeftPlan | undefined> {
  const forgotten = forgottenStrings(live, sending.object);
  const left = leftFields(answer, forgotten);
  if (!left) return undefined;
  const { by, removes } = left;
  const texts = at(sending.object, 'stringData');
  const shown = await patch(
    connection,
    // Its secrets are those of the live object and of the manifest.
    { ...sending, object: { ...left.object, ...(texts !== undefined && { stringData: texts }) } },
    patchBetween(live, left.object),
    { dryRun: 'All' },
  );
  if (!shown.ok) {
    const fields = left.asked.map(fieldText);
    return { by, fields, error: shown.error, removes, forgotten };
  }
  // What the server sets anew to the same value is not left by anybody.
  const changed = left.asked.filter(
    (keys) => !sameContent(valueAt(answer, keys), valueAt(shown.value, keys)),
  );
  if (changed.length === 0) return undefined;
  return { by, fields: changed.map(fieldText), object: shown.value, removes, forgotten };
}

/** How often the object may change in between. */
export const mostTries = 5;

/** After an apply that was done. */
export async function removeLeft(
  context: ResourceContext,
  sending: Sending,
  plan: LeftPlan,
): Promise<Sent> {
  const { connection } = context;
  // A resourceVersion in the manifest was met by the apply before, and is that of the object no more.
  const again = { ...sending, unbound: true };
  for (let attempt = 1; ; attempt++) {
    const read = await getObject(context, sending.resource, sending.ref, sending.signal);
    if (!read.ok) return read;
    const object = read.value;
    const left = leftFields(object, plan.forgotten);
    // Taken over already, perhaps by the attempt before whose answer was lost.
    if (!left) return applyNow(connection, again);
    const others = left.removes.filter((place) => !plan.removes.includes(place));
    if (others.length > 0) return otherFields(others);
    const patched = await patch(connection, sending, [
      { op: 'replace', path: '/metadata/managedFields', value: left.managedFields },
      unchangedSince(object),
    ]);
    if (patched.ok) return applyNow(connection, again);
    if (patched.error.status !== 409 || attempt === mostTries) return patched;
  }
}

export function otherFields(places: readonly string[]): Failure {
  const message = `${places.slice(0, 5).join(', ')} would go as well, which the preview did not show. Apply again to see it`;
  return { ok: false, error: clusterError('conflict', message) };
}

export async function patch(
  connection: ClusterConnection,
  { document, resource, ref, object, signal }: Sending,
  steps: readonly PatchStep[],
  extra: Readonly<Record<string, string>> = {},
): Promise<Result<JsonObject>> {
  const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, ...extra });
  const answer = await connection.request({
    method: 'PATCH',
    path: `${resourcePath(resource, ref.namespace, document.name)}?${query.toString()}`,
    body: patchText(steps),
    contentType: 'application/json-patch+json',
    verb: 'patch',
    resource: resource.resource,
    kind: resource.kind,
    name: ref.name,
    ...(ref.namespace && { namespace: ref.namespace }),
    ...(signal && { signal }),
    sent: object,
    repeatable: true,
  });
  if (!answer.ok) return answer;
  const result = parseObject(answer.value.body);
  if (isObject(result)) return { ok: true, value: result };
  const message = `The answer to ${ref.kind} ${ref.name} is not a Kubernetes object. Check that the address is an API server's`;
  return { ok: false, error: clusterError('server-error', message) };
}
