/** What an earlier `kubectl apply` left of an object, and what the object would be without it. */
import type { ClusterError } from '../api.ts';
import { sameContent } from '../objects/cleanObject.ts';
import { patchBetween } from '../objects/jsonPatch.ts';
import { forgottenStrings, leftFields } from '../objects/leftFields.ts';
import type { LeftFields } from '../objects/leftFields.ts';
import { fieldText, valueAt } from '../objects/managedFields.ts';
import type { FieldTree } from '../objects/managedFields.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { patch } from '../requests/patchRequest.ts';
import { at } from '../values.ts';
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
