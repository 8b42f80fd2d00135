/**
 * Fields that an earlier `kubectl apply` left and that make the object invalid together with what the manifest wants: an
 * environment variable with `value` and `valueFrom`. No dry run of an apply can show the way out, because it begins with a
 * change of `managedFields`; so the object as it would be is worked out here, and the API server judges that.
 */
import type { ClusterError, PlanEntry } from '../api.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { comparable, diffTexts, sameContent } from '../objects/cleanObject.ts';
import { patchBetween } from '../objects/jsonPatch.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { askedFor, leftBy, oldManagers } from '../objects/leftFields.ts';
import { localComparison } from '../objects/localComparison.ts';
import {
  fieldsOf,
  fieldText,
  hasField,
  isEntryOf,
  managersOf,
  unionOf,
  valueAt,
} from '../objects/managedFields.ts';
import { patch } from '../requests/patchRequest.ts';
import type { LeftPlan } from './planLeft.ts';
import { mergedData } from '../objects/sentText.ts';
import { upgradedManagers } from '../objects/upgradeManagers.ts';
import { isObject, objectAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** What kubectl left of a live object and the manifest has no more, worked out without the API server. */
interface WithoutLeft {
  readonly managedFields: readonly JsonObject[];
  readonly gone: readonly (readonly string[])[];
  /** The manifest laid over the rest. */
  readonly object: JsonObject;
}

export function withoutLeft(live: JsonObject, manifest: unknown): WithoutLeft | undefined {
  if (!isObject(manifest)) return undefined;
  const entries = managersOf(live);
  const managedFields = upgradedManagers(entries, oldManagers(live), FIELD_MANAGER);
  const isOurs = (entry: JsonObject) => isEntryOf(entry, FIELD_MANAGER, 'Apply');
  const taken = entries.filter((entry) => !managedFields.includes(entry) && !isOurs(entry));
  if (taken.length === 0) return undefined;
  const theirs = unionOf(taken.map(fieldsOf));
  const data = mergedData(manifest);
  const stored = data ? { ...without(manifest, ['stringData']), data } : manifest;
  const upgraded = { ...live, metadata: { ...objectAt(live, 'metadata'), managedFields } };
  const gone: string[][] = [];
  // What we applied ourselves goes without being told.
  const object = localComparison(upgraded, stored, (keys) => {
    if (hasField(theirs, keys)) gone.push([...keys]);
  });
  return gone.length > 0 ? { managedFields, gone, object } : undefined;
}

/** Undefined where nothing was left, or where the API server refuses the object without it as well. */
export async function planInTheWay(
  connection: ClusterConnection,
  sending: Sending,
  error: ClusterError,
  live: JsonObject | undefined,
): Promise<(LeftPlan & { readonly object: JsonObject }) | undefined> {
  if (error.code !== 'invalid' || !live || !sending.document.name) return undefined;
  const left = withoutLeft(live, sending.object);
  if (!left) return undefined;
  const shown = await patch(connection, sending, patchBetween(live, left.object), {
    dryRun: 'All',
  });
  if (!shown.ok) return undefined;
  const fields = toldPlaces(live, left.gone, shown.value).map(fieldText);
  const removes = left.gone.map(fieldText);
  const by = leftBy(live);
  return { by, fields, object: shown.value, removes, forgotten: {}, isInTheWay: true };
}

/** What was set on purpose; else, of what the server filled in, what it does not fill in again to the same. */
function toldPlaces(
  live: JsonObject,
  gone: readonly (readonly string[])[],
  after: JsonObject,
): readonly (readonly string[])[] {
  const asked = askedFor(live, gone);
  if (asked.length > 0) return asked;
  const [was, is] = [comparable(live), comparable(after)];
  const changed = gone.filter((keys) => !sameContent(valueAt(was, keys), valueAt(is, keys)));
  return changed.length > 0 ? changed : gone;
}

/** What the plan says of such a document: refused with a way out, or a change where that was chosen. */
export function plannedInTheWay(
  left: LeftPlan & { readonly object: JsonObject },
  {
    error,
    live,
    isRemoved,
  }: { error: ClusterError; live: JsonObject | undefined; isRemoved: boolean },
): Pick<PlanEntry, 'action' | 'diff' | 'error' | 'left'> {
  const { by, fields } = left;
  const part = { by, fields, isRemoved, isInTheWay: true } as const;
  if (!isRemoved) return { action: 'refused', error: withWayOut(error, left), left: part };
  return { action: 'change', diff: diffTexts(live, comparable(left.object)), left: part };
}

/** The refusal with what is in the way, and what to do. */
function withWayOut(error: ClusterError, { by, fields }: LeftPlan): ClusterError {
  const some = fields.slice(0, 5).join(', ');
  const more = fields.length > 5 ? ` and ${fields.length - 5} more` : '';
  const isOne = fields.length === 1;
  const message = `${error.message}. ${some}${more}, left by ${by}, ${isOne ? 'is' : 'are'} in the way: the manifest has ${isOne ? 'it' : 'them'} no more, but the object has. Choose to remove ${isOne ? 'it' : 'them'} when Apply asks what an earlier apply left`;
  return { ...error, message };
}
