/** Deletes one object, as it was looked at. */
import type { Result } from '../api.ts';
import { without } from '../values.ts';
import { listAt, objectAt, parseJson, textAt, type JsonObject } from '../values.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import { fail } from '../errors/errors.ts';
import { hangingOn } from './hangingOn.ts';
import { pathOf, requestOf, type LiveObject } from './live.ts';
import type { ReadOwnedIndex } from '../explore/ownedIndex.ts';
import { madeAnew, type Write } from './write.ts';

export async function remove(
  context: ResourceContext,
  live: LiveObject,
  readIndex: ReadOwnedIndex,
  signal?: AbortSignal,
): Promise<Result<Write>> {
  const hanging = await hangingOn(context, live, readIndex, signal);
  if (!hanging.ok) return hanging;
  return { ok: true, value: { ...deletionOf(context, live), ...hanging.value } };
}

function deletionOf(context: ResourceContext, live: LiveObject): Write {
  const resourceVersion = textAt(live.object, 'metadata', 'resourceVersion');
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: 'Background',
    preconditions: { uid: live.uid, resourceVersion },
  };
  return {
    request: {
      ...requestOf(live, 'DELETE', 'delete'),
      path: pathOf(live),
      body: JSON.stringify(body),
      sent: body,
      repeatable: false,
    },
    lines: [],
    note: (answer) => pendingText(live, answer),
    renewed: (signal) => renewed(context, live, signal),
  };
}

/** For an object that has another version by now: only its state may be another one. */
async function renewed(
  context: ResourceContext,
  live: LiveObject,
  signal: AbortSignal | undefined,
): Promise<Result<Write>> {
  const { apiVersion, kind } = live.resource;
  const { name, namespace } = live;
  const ref = { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
  const read = await readObject(context, ref, signal);
  if (!read.ok) return read;
  const { object } = read.value;
  if (textAt(object, 'metadata', 'uid') !== live.uid) return madeAnew(ref);
  if (lasting(object) !== lasting(live.object))
    return fail(
      'conflict',
      `${kind} ${name} has changed since it was looked at. Nothing was deleted; look at it first, then delete it again`,
    );
  return { ok: true, value: deletionOf(context, { ...live, object }) };
}

/** All but what controllers write without a change of what is wanted. */
function lasting(object: JsonObject): string {
  const metadata = without(objectAt(object, 'metadata'), [
    'resourceVersion',
    'managedFields',
    'generation',
    'annotations',
  ]);
  return JSON.stringify({ ...without(object, ['status']), metadata });
}

/** Undefined where the object is gone. */
function pendingText({ resource, name }: LiveObject, answer: string): string | undefined {
  const left = parseJson(answer);
  if (textAt(left, 'metadata', 'deletionTimestamp') === undefined) return undefined;
  const finalizers = listAt(left, 'metadata', 'finalizers').map(String);
  const until =
    finalizers.length > 0
      ? `once its finalizers are done (${finalizers.join(', ')})`
      : 'once it has ended';
  return `${resource.kind} ${name} is being deleted: it goes ${until}`;
}
