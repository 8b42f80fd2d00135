/**
 * For users who may not patch, which server-side apply needs. A new object is made with create, as `kubectl apply` makes it;
 * what may only be read is compared with the manifest, and the comparison says that the server has not checked it.
 */
import type { ClusterError, PlanEntry, Result } from '../api.ts';
import { dryRun } from '../requests/applyRequest.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { comparable, diffTexts, sameContent } from '../objects/cleanObject.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { localComparison } from '../objects/localComparison.ts';
import { mergedData } from '../objects/sentText.ts';
import { isObject, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface WithoutPatch {
  readonly part: Pick<PlanEntry, 'action' | 'diff' | 'warnings' | 'note' | 'error' | 'unchecked'>;
  readonly byCreate: boolean;
}

/** `refusal` is what the dry run of an apply gave; undefined where it has another reason than a missing role. */
export async function planWithoutPatch(
  connection: ClusterConnection,
  sending: Sending,
  refusal: ClusterError,
  read: Result<JsonObject> | undefined,
): Promise<WithoutPatch | undefined> {
  const isMissing = read?.ok === false && read.error.code === 'not-found';
  if (refusal.deniedVerb === undefined || !read || (!read.ok && !isMissing)) return undefined;
  if (isMissing && refusal.deniedVerb === 'patch') {
    const made = await dryRun(connection, { ...sending, byCreate: true });
    if (made.ok) {
      const { object, warnings } = made.value;
      const diff = diffTexts(undefined, comparable(object));
      return { part: { action: 'create', diff, warnings, note: createNote }, byCreate: true };
    }
    // Why it cannot be made tells more than that it cannot be patched.
    const { error } = made;
    if (error.deniedVerb === undefined) {
      return { part: { action: 'refused', error, warnings: [] }, byCreate: true };
    }
  }
  return { part: comparison(sending, refusal, read.ok ? read.value : undefined), byCreate: false };
}

const createNote =
  'Made with create, as you may not patch: who changes it later needs the right to patch';

function comparison(
  { object }: Sending,
  error: ClusterError,
  live: JsonObject | undefined,
): WithoutPatch['part'] {
  const refused = { action: 'refused' as const, error, warnings: [] };
  if (!isObject(object)) return refused;
  const data = mergedData(object);
  const manifest = comparable(data ? { ...without(object, ['stringData']), data } : object);
  const before = live && comparable(live);
  const after = live ? comparable(localComparison(live, manifest)) : manifest;
  const isSame = before !== undefined && sameContent(before, after);
  return { ...refused, diff: diffTexts(before, after), unchecked: isSame ? 'same' : 'different' };
}
